import { afterAll } from "vitest";
import { endBelongings } from "./belongings.ts";

afterAll(endBelongings); // run in every test file anew, unlike the modules that files share
