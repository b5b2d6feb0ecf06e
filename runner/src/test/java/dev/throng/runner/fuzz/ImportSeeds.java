package dev.throng.runner.fuzz;

import java.util.List;

/** Small files of other tools, for Jazzer to begin with. */
final class ImportSeeds {
    static final List<String> HAR = List.of("""
            {"log": {"entries": [{"startedDateTime": "2026-01-31T10:00:00.000Z", "time": 12, "request": {"method": "POST",
             "url": "http://shop:8000/cart?a=1", "headers": [{"name": "Accept", "value": "*/*"}], "cookies": [],
             "postData": {"mimeType": "application/json", "text": "{\\"id\\": 7}"}},
             "response": {"status": 200, "content": {"mimeType": "text/html"}, "redirectURL": ""}}]}}
            """);

    static final List<String> POSTMAN = List.of("""
            {"info": {"name": "x", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
             "variable": [{"key": "base", "value": "http://shop"}], "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{t}}"}]},
             "item": [{"name": "f", "item": [{"name": "a", "request": {"method": "POST", "url": {"raw": "{{base}}/a?b=1"},
             "header": [{"key": "X", "value": "y"}], "body": {"mode": "raw", "raw": "{}"}}}]}]}
            """);

    static final List<String> CURL = List.of(
            "curl -X POST 'http://shop:8000/a' -H 'Accept: */*' \\\n  --data-raw '{\"a\": 1}' -u me:you --compressed\n",
            "curl http://shop/b?c=d -F \"f=@x.png;type=image/png\" -G -d $'x\\n' ; curl -I https://shop/");

    static final List<String> ACCESS_LOG = List.of(
            """
            10.0.0.1 - - [31/Jan/2026:10:00:00 +0000] "GET /a/1?b=2 HTTP/1.1" 200 12 "-" "curl"
            10.0.0.2 - me [31/Jan/2026:10:00:01 +0000] "POST /a HTTP/2.0" 500 -
            """, "{\"time\": \"2026-01-31T10:00:00Z\", \"method\": \"GET\", \"path\": \"/x\", \"status\": 200}\n");

    static final List<String> JMX = List.of("""
            <jmeterTestPlan><hashTree><TestPlan/><hashTree><ThreadGroup testname="g"><stringProp name="ThreadGroup.num_threads">2</stringProp>
            </ThreadGroup><hashTree><HTTPSamplerProxy testname="a"><stringProp name="HTTPSampler.domain">shop</stringProp>
            <stringProp name="HTTPSampler.path">/a/${__Random(1,9)}</stringProp><stringProp name="HTTPSampler.method">GET</stringProp>
            </HTTPSamplerProxy><hashTree/></hashTree></hashTree></hashTree></jmeterTestPlan>
            """);

    static final List<String> OPENAPI = List.of("""
            openapi: 3.0.0
            servers: [{url: http://shop/v1}]
            paths:
              /items/{id}:
                get:
                  operationId: item
                  parameters:
                  - {name: id, in: path, required: true, schema: {type: integer, minimum: 1, maximum: 9}}
                  - {name: q, in: query, schema: {type: string, enum: [a, b]}}
                  responses: {"200": {description: ok}}
                post:
                  requestBody: {content: {application/json: {schema: {type: object, required: [n], properties: {n: {type: number}}}}}}
                  responses: {"201": {description: made}}
            """);

    static final List<String> K6 = List.of("""
            import http from 'k6/http'; import { check, sleep } from 'k6';
            export const options = { vus: 2, duration: '10s', thresholds: { http_req_duration: ['p(95)<500'] } };
            export default function () {
              const r = http.post(`http://shop/a/${__VU}`, JSON.stringify({ a: 1 }), { headers: { 'X': 'y' } });
              check(r, { 'ok': (r) => r.status === 200 }); if (r.status > 400) { sleep(1); } else { group('g', () => http.get('http://shop')); }
            }
            """);

    static final List<String> TEST_RUN = List.of("""
            apiVersion: k6.io/v1alpha1
            kind: TestRun
            metadata: {name: x}
            spec: {parallelism: 2, arguments: --vus 2 --duration 10s, script: {configMap: {name: c, file: test.js}}, runner: {env: [{name: A, value: b}]}}
            """);

    static final List<String> LOCUST_TEST = List.of("""
            apiVersion: locust.io/v1
            kind: LocustTest
            metadata: {name: x}
            spec: {image: l, masterCommandSeed: --locustfile /lotest/src/locustfile.py --host http://shop --users 5 --run-time 1m, workerReplicas: 3, configMap: c}
            """);

    private ImportSeeds() {}
}
