import { differential } from "../../support/differential.ts";
import { requests, setup } from "../../unit/protocol/rule/golden.ts";

differential("rule", setup, requests);
