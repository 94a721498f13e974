import { usedAfterAll } from './used.ts';

const gone = (): never => {
  throw usedAfterAll('zod’s JSON schema', 'nobody outside is told the contract');
};

/** Stand for what zod/v4/classic/schemas.js takes from to-json-schema.js. */
export const createToJSONSchemaMethod = () => gone;
export const createStandardJSONSchemaMethod = () => gone;

/** And from json-schema-processors.js: one for each kind of schema, called when it is described. */
export {
  gone as aggregateChecks, gone as anyProcessor, gone as arrayProcessor, gone as bigintProcessor, gone as booleanProcessor,
  gone as catchProcessor, gone as customProcessor, gone as dateProcessor, gone as defaultProcessor, gone as enumProcessor,
  gone as fileProcessor, gone as functionProcessor, gone as intersectionProcessor, gone as lazyProcessor, gone as literalProcessor,
  gone as mapProcessor, gone as nanProcessor, gone as neverProcessor, gone as nonoptionalProcessor, gone as nullProcessor,
  gone as nullableProcessor, gone as numberProcessor, gone as objectProcessor, gone as optionalProcessor, gone as pipeProcessor,
  gone as prefaultProcessor, gone as promiseProcessor, gone as readonlyProcessor, gone as recordProcessor, gone as setProcessor,
  gone as stringProcessor, gone as successProcessor, gone as symbolProcessor, gone as templateLiteralProcessor, gone as toJSONSchema,
  gone as transformProcessor, gone as tupleProcessor, gone as undefinedProcessor, gone as unionProcessor, gone as unknownProcessor,
  gone as voidProcessor,
};
