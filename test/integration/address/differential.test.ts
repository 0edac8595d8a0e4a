import { differential } from "../../support/differential.ts";
import { requests, setup } from "../../unit/protocol/address/golden.ts";

differential("address", setup, requests);
