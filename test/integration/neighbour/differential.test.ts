import { differential } from "../../support/differential.ts";
import { requests, setup } from "../../unit/protocol/neighbour/golden.ts";

differential("neighbour", setup, requests);
