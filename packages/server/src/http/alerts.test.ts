import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const RULES = fileURLToPath(new URL('../../../../examples/monitoring/alerts.yml', import.meta.url))
/** By then all of them have lasted long enough. */
const AFTER = '60m'

/** Two nodes on which all is well, a value each minute, as promtool writes series. */
const WELL: Readonly<Record<string, string>> = {
  'up{job="balie",instance="a"}': '1x60',
  'up{job="balie",instance="b"}': '1x60',
  'balie_database_ready{instance="a"}': '1x60',
  'balie_database_ready{instance="b"}': '1x60',
  'balie_http_requests_total{instance="a",status="2xx"}': '0+600x60',
  'balie_http_requests_total{instance="a",status="5xx"}': '0+1x60',
  'balie_message_acknowledged_seconds_bucket{instance="a",le="0.1"}': '0+60x60',
  'balie_message_acknowledged_seconds_bucket{instance="a",le="2.5"}': '0+60x60',
  'balie_message_acknowledged_seconds_bucket{instance="a",le="+Inf"}': '0+60x60',
  'balie_database_connections{instance="a",state="waiting"}': '0x60',
  'nodejs_eventloop_lag_p99_seconds{instance="a"}': '0.02x60',
  'balie_other_nodes{instance="a"}': '1x60',
  'balie_other_nodes{instance="b"}': '1x60',
  'balie_announcements_missed_total{instance="a"}': '2x60',
  'balie_session_updates{instance="a",state="dead"}': '0x60',
  'balie_jobs_oldest_seconds{instance="a",queue="appointment-mail"}': '20x60',
  'balie_jobs_oldest_seconds{instance="a",queue="session-update-logout-dead"}': '90000x60',
  'balie_appointment_mails{instance="a",state="late"}': '0x60',
  'balie_auth_results_total{instance="a",outcome="refused"}': '0+1x60',
  'balie_too_many_total{instance="a",of="requests"}': '0+10x60',
}

/** What must be otherwise for each alert, and which others that is for as well. */
const TROUBLE: Readonly<
  Record<string, { series: Readonly<Record<string, string>>; also?: readonly string[] }>
> = {
  BalieNodeDown: { series: { 'up{job="balie",instance="b"}': '0x60' } },
  BalieAllNodesDown: {
    series: { 'up{job="balie",instance="a"}': '0x60', 'up{job="balie",instance="b"}': '0x60' },
    also: ['BalieNodeDown'],
  },
  BalieDatabaseDown: {
    series: { 'balie_database_ready{instance="a"}': '0x60', 'balie_database_ready{instance="b"}': '0x60' },
    also: ['BalieDatabaseDownForANode'],
  },
  BalieDatabaseDownForANode: { series: { 'balie_database_ready{instance="b"}': '0x60' } },
  BalieServerErrors: {
    series: { 'balie_http_requests_total{instance="a",status="5xx"}': '0+20x60' },
  },
  BalieMessagesSlow: {
    series: { 'balie_message_acknowledged_seconds_bucket{instance="a",le="0.1"}': '0+6x60' },
  },
  BalieWaitsForConnections: {
    series: { 'balie_database_connections{instance="a",state="waiting"}': '3x60' },
  },
  BalieBusy: { series: { 'nodejs_eventloop_lag_p99_seconds{instance="a"}': '0.7x60' } },
  BalieNodesApart: { series: { 'balie_other_nodes{instance="b"}': '0x60' } },
  BalieAnnouncementsMissed: { series: { 'balie_announcements_missed_total{instance="a"}': '0+1x60' } },
  BalieLogoutsUndelivered: { series: { 'balie_session_updates{instance="a",state="dead"}': '2x60' } },
  BalieJobsWait: {
    series: { 'balie_jobs_oldest_seconds{instance="a",queue="appointment-mail"}': '4000x60' },
  },
  BalieMailLate: { series: { 'balie_appointment_mails{instance="a",state="late"}': '1x60' } },
  BalieAuthResultsRefused: {
    series: { 'balie_auth_results_total{instance="a",outcome="refused"}': '0+2x60' },
  },
  BalieFlood: { series: { 'balie_too_many_total{instance="a",of="requests"}': '0+300x60' } },
}

const hasTool = spawnSync('promtool', ['--version']).status === 0

describe('the alerts of examples/monitoring', () => {
  it('are all tried below', async () => {
    const alerts = (await readFile(RULES, 'utf8')).match(/(?<=- alert: )\w+/g)
    assert.deepEqual(alerts?.toSorted(), Object.keys(TROUBLE).toSorted())
  })

  it('fire when there is something, and not when all is well', {
    skip: !hasTool && 'there is no promtool here (apt-get install prometheus)',
  }, async (t) => {
    const directory = await mkdtemp(join(tmpdir(), 'balie-alerts-'))
    t.after(() => rm(directory, { recursive: true }))
    const file = join(directory, 'alerts.test.yml')
    const tried = (name: string, series: Readonly<Record<string, string>>, fires: readonly string[]) => ({
      name,
      interval: '1m',
      input_series: Object.entries({ ...WELL, ...series }).map(([one, values]) => ({ series: one, values })),
      promql_expr_test: [
        {
          expr: 'group by (alertname) (ALERTS{alertstate="firing"})',
          eval_time: AFTER,
          exp_samples: fires.map((alert) => ({ labels: `{alertname="${alert}"}`, value: 1 })),
        },
      ],
    })
    const tests = [
      tried('all is well', {}, []),
      ...Object.entries(TROUBLE).map(([alert, { series, also = [] }]) =>
        tried(alert, series, [alert, ...also]),
      ),
    ]
    // JSON is YAML.
    await writeFile(file, JSON.stringify({ rule_files: [RULES], evaluation_interval: '1m', tests }))
    await promisify(execFile)('promtool', ['test', 'rules', file])
  })
})
