import { join } from 'node:path'
import type { Places, ProxyKind } from './proxy.ts'

const HAPROXY = {
  program: 'haproxy',
  check: (file: string) => ['-c', '-f', file],
  run: (file: string) => ['-db', '-f', file],
}

/** nginx writes files of its own where only root may: here below the directory of the test. */
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

export const nginx: ProxyKind = {
  program: 'nginx',
  example: 'nginx.conf',
  check: (file) => ['-t', '-e', 'stderr', '-c', file],
  run: (file) => ['-e', 'stderr', '-c', file, '-g', 'daemon off;'],
  places: ({ directory, port, nodes, certificate, key }) => [
    ['server 10.0.0.11:8502', `server 127.0.0.1:${nodes[0]?.public}`],
    ['server 10.0.0.12:8502', `server 127.0.0.1:${nodes[1]?.public}`],
    ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
    ['/etc/nginx/balie.crt', certificate],
    ['/etc/nginx/balie.key', key],
    ['/var/log/nginx/', `${directory}/`],
    ['/run/nginx.pid', join(directory, 'nginx.pid')],
    ['http {', `http {\n${TEMPORARY.map((name) => `${name}_temp_path ${directory}/${name};`).join('\n')}`],
    // Its workers run as whoever runs the test.
    ['user www-data;', process.getuid?.() === 0 ? 'user root;' : ''],
  ],
}

export const haproxy: ProxyKind = {
  ...HAPROXY,
  example: 'haproxy.cfg',
  places: (places) => [
    ['bind :443', `bind 127.0.0.1:${places.port}`],
    ['/etc/haproxy/balie.pem', places.both],
    ...haproxyPlaces(places),
  ],
}

export const haproxyTcp: ProxyKind = {
  ...HAPROXY,
  example: 'haproxy-tcp.cfg',
  places: (places) => [['bind 10.0.0.10:8080', `bind 127.0.0.1:${places.port}`], ...haproxyPlaces(places)],
}

export const haproxyComponents: ProxyKind = {
  ...HAPROXY,
  example: 'haproxy-components.cfg',
  places: ({ port, nodes }) => [
    ['bind 10.0.0.10:8503', `bind 127.0.0.1:${port}`],
    ['server node1 10.0.0.11:8503', `server node1 127.0.0.1:${nodes[0]?.internal}`],
    ['server node2 10.0.0.12:8503', `server node2 127.0.0.1:${nodes[1]?.internal}`],
    ...OF_ROOT,
  ],
}

/** What only root has: another user, and the log of the machine. */
const OF_ROOT = [
  ['log /dev/log local0', 'log stdout format raw local0'],
  ['    chroot /var/lib/haproxy\n    user haproxy\n    group haproxy\n', ''],
] as const

function haproxyPlaces({ nodes }: Places): readonly (readonly [string, string])[] {
  return [
    ...nodes.map(
      ({ public: port, internal }, index) =>
        [
          `server node${index + 1} 10.0.0.1${index + 1}:8502`,
          // Two nodes on one machine: each has its own port for components too.
          `server node${index + 1} 127.0.0.1:${port} port ${internal}`,
        ] as const,
    ),
    ...OF_ROOT,
  ]
}
