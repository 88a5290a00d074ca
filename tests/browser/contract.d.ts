// The contract's types as the pages' scripts name them. `openapi` is generated from http/openapi.yaml.

import type { components, paths } from 'openapi';

type Schemas = components['schemas'];
export type Actor = Schemas['Actor'];
export type Agent = Schemas['Agent'];
export type County = Schemas['County'];
export type DeadLetters = Schemas['DeadLetters'];
export type Disposition = Schemas['Disposition'];
export type Event = Schemas['Event'];
export type Kind = Schemas['Kind'];
export type Notification = Schemas['Notification'];
export type Offer = Schemas['Offer'];
export type Programme = Schemas['Programme'];
export type Referral = Schemas['Referral'];
export type ResidentContact = Schemas['ResidentContact'];
export type Schedule = Schemas['Schedule'];
export type Span = Schemas['Span'];
export type Stats = Schemas['Stats'];
export type WorkingDay = Schemas['WorkingDay'];
export type OpeningHours = Schemas['OpeningHours'];
export type Weekly = Schedule['weekly'];
export type Day = keyof Weekly;
export type Availability = Agent['availability'];
export type Reason = Agent['credentials']['reasons'][number];

type Method = 'get' | 'post' | 'put';

/** The paths that the contract has with a method. */
export type PathWith<M extends Method> = {
  [P in keyof paths]: M extends keyof paths[P] ? (paths[P][M] extends { responses: unknown } ? P : never) : never;
}[keyof paths];

type Operation<M extends Method, P extends keyof paths> = M extends keyof paths[P] ? paths[P][M] : never;
type Json<Holder> = Holder extends { content: { 'application/json': infer Body } } ? Body : never;
type Part<Op, Name extends string> = Op extends { parameters: { [N in Name]?: infer Values } } ? Values : never;

/** What a call that went well is answered. */
export type Answer<M extends Method, P extends keyof paths> =
  Operation<M, P> extends { responses: infer Responses } ? { [S in keyof Responses]: S extends 200 | 201 ? Json<Responses[S]> : never }[keyof Responses] : never;

/** The body that a call takes. */
export type Body<M extends Method, P extends keyof paths> = Operation<M, P> extends { requestBody?: infer Holder } ? Json<NonNullable<Holder>> : never;

/** What fills the braces of a path, and stands behind its question mark. */
export type Asked<M extends Method, P extends keyof paths> = {
  at?: Part<Operation<M, P>, 'path'>;
  query?: Part<Operation<M, P>, 'query'>;
};
