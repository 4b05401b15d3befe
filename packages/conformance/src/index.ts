export type { Case, Profile } from './case.ts'
export type { Kit } from './engine/kit.ts'
export type { Subject, SubjectPurpose } from './engine/subject.ts'
export type { Verdict } from './verdict.ts'
