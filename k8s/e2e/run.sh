#!/usr/bin/env bash
# Tries the operator on a real cluster, from installation to removal: any cluster that KUBECONFIG leads to and that has the
# images throng/operator, throng/runner, throng/runner-python and throng/kubectl (see k8s/images; `kind load image-archive`,
# `k3s ctr images import`, …).
#
#   k8s/e2e/run.sh [CASE…]        all cases when none is named; `k8s/e2e/run.sh list` names them
#
# Needs kubectl; installs by helm where there is one, else by kustomize. What it makes is in the namespaces throng-system,
# throng-e2e (NS says otherwise) and throng-e2e-gone, and over the cluster the definitions and roles; at the end it removes all that it installed,
# and so all LoadTests: KEEP=1 leaves it there, and so does an operator that was there before. Ends with 0 if every case passed.
# PATIENCE=3 waits three times as long for everything, on a machine with other things to do.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

NS=${NS:-throng-e2e}
SYSTEM=throng-system
PATIENCE=${PATIENCE:-1}
OUT=$(mktemp -d)
failures=0
problems=()

k() { kubectl -n "$NS" "$@"; }
say() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }
problem() { problems+=("$*"); say "  WRONG: $*"; }

expect() { # what, actual, expected
  if [[ $2 == "$3" ]]; then say "  $1: $2"; else problem "$1 is '$2', expected '$3'"; fi
}

condition() { # loadtest, type, field
  k get loadtest "$1" -o "jsonpath={.status.conditions[?(@.type==\"$2\")].$3}"
}

status() { k get loadtest "$1" -o "jsonpath={.status.$2}"; }

wait_for() { # loadtest, condition, seconds
  k wait "--for=condition=$2" "--timeout=$(($3 * PATIENCE))s" "loadtest/$1" >/dev/null ||
    problem "loadtest/$1 did not become $2 within $(($3 * PATIENCE)) s"
}

until_true() { # seconds, command…
  local end=$((SECONDS + $1 * PATIENCE))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 1
  done
}

running() { [[ $(status "$1" phase) == Running && $(status "$1" progress.requests) -gt "${2:-0}" ]]; }

# A target of its own for each case: its log has one line for every request that it answered.
target() { # name, argument…
  local name=$1
  shift
  local args=""
  (($# == 0)) || args=$(printf ', "%s"' "$@")
  k apply -f - >/dev/null <<YAML
apiVersion: apps/v1
kind: Deployment
metadata: {name: $name, labels: {app: $name}}
spec:
  selector: {matchLabels: {app: $name}}
  template:
    metadata: {labels: {app: $name}}
    spec:
      automountServiceAccountToken: false
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      containers:
      - name: target
        image: ${RUNNER_IMAGE:-throng/runner:0.1.0}
        args: [demo-target, --host, 0.0.0.0, --port, "8000", --latency, 5ms, --access-log, /dev/stdout$args]
        ports: [{containerPort: 8000}]
        readinessProbe: {tcpSocket: {port: 8000}, periodSeconds: 1}
        resources: {requests: {cpu: 50m, memory: 128Mi}, limits: {memory: 256Mi}}
        securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
        volumeMounts: [{name: tmp, mountPath: /tmp}]
      volumes: [{name: tmp, emptyDir: {}}]
---
apiVersion: v1
kind: Service
metadata: {name: $name}
spec: {selector: {app: $name}, ports: [{port: 8000}]}
YAML
  k rollout status "deploy/$name" --timeout=120s >/dev/null || problem "the target $name did not start"
}

loadtest() { # name, run time, workers, threshold, more spec lines
  k apply -f - >/dev/null <<YAML
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {name: $1}
spec:
  target: http://$1:8000
  scenario:
    users:
    - name: Visitor
      wait: {between: [50ms, 150ms]}
      tasks:
      - {get: "/api/v1/items?page=\${random.int(1, 10)}", name: /api/v1/items}
      - {get: "/api/v1/items/\${random.int(1, 100)}", name: "/api/v1/items/{id}", expect: {status: [200, 404]}}
  users: 20
  spawnRate: 10
  runTime: $2
  workers: $3
  thresholds: [{expect: $4}]
  pods:
    master: {spec: {containers: [{name: runner, resources: {requests: {cpu: 50m, memory: 192Mi}}}]}}
    workers: {spec: {containers: [{name: runner, resources: {requests: {cpu: 100m, memory: 192Mi}}}]}}
${5:-}
YAML
}

# What the report says the server must have seen, against what it logged.
exact() { # loadtest, target's deployment, its lines
  local map report lines expected uncertain deployment=${2:-$1} which=${3:- /api/}
  map=$(status "$1" report.configMap)
  report=$(k get configmap "$map" -o 'jsonpath={.binaryData.result\.json\.gz}' | base64 -d | gunzip)
  expected=$(sed -n 's/.*"serverLines":\([0-9]*\).*/\1/p' <<<"$report")
  uncertain=$(sed -n 's/.*"uncertain":\([0-9]*\).*/\1/p' <<<"$report")
  logged() { lines=$(k logs "deploy/$deployment" --tail=-1 | grep -c "$which") && ((lines >= expected)); }
  until_true 5 logged
  local difference=$((lines - expected))
  difference=${difference#-}
  say "  requests: $(status "$1" result.requests) judged; the target logged $lines, the result says $expected ± $uncertain"
  ((difference <= uncertain)) || problem "the target logged $lines requests, the result says $expected ± $uncertain"
  (($(status "$1" result.requests) > 0)) || problem "nothing was measured"
}

# Without a worker for a while, it may be that too much is not known; never that something is wrong.
survived() { # loadtest
  local reason
  reason=$(condition "$1" Finished reason)
  [[ $reason == Passed || $reason == Uncertain ]] || problem "Finished reason is '$reason', expected Passed or Uncertain"
  say "  $(condition "$1" Finished message)"
  expect Complete "$(condition "$1" Complete status)" True
  [[ -z ${KILL:-} ]] || expect "lost workers" "$(status "$1" workers.lost)" 1
  exact "$1"
}

passed() { # loadtest
  expect "Finished reason" "$(condition "$1" Finished reason)" Passed
  expect Complete "$(condition "$1" Complete status)" True
  expect Passed "$(condition "$1" Passed status)" True
  expect "users and progress" "$(status "$1" display.users)/$(status "$1" progress)" 20/
  exact "$1"
}

# A scenario in code: as loadtest, with what is in a ConfigMap.
code() { # name, run time, workers, scenario, more spec lines
  k apply -f - >/dev/null <<YAML
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {name: $1}
spec:
  target: http://$1:8000
  scenario: $4
  users: 20
  spawnRate: 10
  runTime: $2
  workers: $3
  thresholds: [{expect: failureRate < 1%}]
  pods:
    master: {spec: {containers: [{name: runner, resources: {requests: {cpu: 50m, memory: 192Mi}}}]}}
    workers: {spec: {containers: [{name: runner, resources: {requests: {cpu: 100m, memory: 192Mi}, limits: {memory: 1Gi}}}]}}
${5:-}
YAML
}

# Without a word, if there is something that can: KILL=COMMAND is given a namespace and a pod, and ends the pod's processes with
# SIGKILL, which kubectl has no means for. A pod that is deleted hands over, and nothing of it is lost.
lose_worker() { # loadtest, number
  local pod
  pod=$(k get pods -l "throng.dev/run=$1-1,batch.kubernetes.io/job-name=$1-1-worker-$2" -o 'jsonpath={.items[0].metadata.name}')
  if [[ -n ${KILL:-} ]]; then $KILL "$NS" "$pod"; else k delete pod "$pod" --grace-period=0 --force >&2 2>/dev/null; fi
}

# Nobody sees the load, which is why it must not begin.
refused_code() { # loadtest, part of the message
  wait_for "$1" Finished 60
  expect "Finished reason" "$(condition "$1" Finished reason)" Invalid
  expect "load" "$(status "$1" startedAt)" ""
  expect Valid "$(condition "$1" Valid status)" False
  say "  $(condition "$1" Finished message)"
  [[ $(condition "$1" Finished message) == *"$2"* ]] || problem "the message does not say '$2'"
}

# From kubectl apply to the first request, target and all. A loaded machine takes longer: FIRST_LOAD_MS says what is allowed.
case_quickstart() {
  local begin=$SECONDS began first
  began=$(date +%s%3N)
  k apply -f k8s/samples/quickstart.yaml >/dev/null
  started() { [[ -n $(status quickstart startedAt) ]]; }
  until started || ((SECONDS - begin > 120)); do sleep 0.1; done
  first=$(($(date +%s%3N) - began))
  say "  the load had begun $first ms after kubectl began"
  ((first < ${FIRST_LOAD_MS:-20000})) || problem "the load began after $first ms"
  wait_for quickstart Complete 180
  wait_for quickstart Passed 5
  say "  complete after $((SECONDS - begin)) s: $(condition quickstart Passed message)"
  k get loadtest quickstart >&2
  k delete -f k8s/samples/quickstart.yaml --wait=false >/dev/null
}

case_exact() {
  target exact
  loadtest exact 20s 2 "failureRate < 1%"
  wait_for exact Finished 180
  passed exact
}

case_threshold() {
  target slow --jitter 20ms
  loadtest slow 10s 1 "p95 < 2ms"
  wait_for slow Finished 180
  expect Complete "$(condition slow Complete status)" True
  expect Passed "$(condition slow Passed status)" False
  expect "Passed reason" "$(condition slow Passed reason)" ThresholdsFailed
  say "  $(condition slow Passed message)"
  [[ $(condition slow Passed message) == *p95*2*ms* ]] || problem "the message lacks the figures"
  exact slow
}

case_worker() {
  target worker
  loadtest worker 40s 2 "failureRate < 1%"
  until_true 120 running worker 200 || problem "it did not run"
  k delete pod -l throng.dev/run=worker-1,app.kubernetes.io/component=worker,batch.kubernetes.io/job-name=worker-1-worker-0 --wait=false >&2
  wait_for worker Finished 180
  passed worker
  say "  lost: $(status worker workers.lost), degraded for $(status worker degradedSeconds) s"
}

# The operator is away while a worker is lost and the run ends: what it finds when it is back is the run's, not its own.
case_away() {
  target away
  loadtest away 45s 2 "failureRate < 1%"
  until_true 120 running away 100 || problem "it did not run"
  kubectl -n "$SYSTEM" scale deploy/throng-operator --replicas=0 >/dev/null
  lose_worker away 1
  stored() { k logs -l throng.dev/run=away-1,app.kubernetes.io/component=master --tail=-1 | grep -q "until the result is stored"; }
  until_true 120 stored || problem "the master did not come to its end"
  sleep 5
  kubectl -n "$SYSTEM" scale deploy/throng-operator --replicas=1 >/dev/null
  wait_for away Finished 120
  survived away
  local took=$(($(date -d "$(status away finishedAt)" +%s) - $(date -d "$(status away startedAt)" +%s)))
  say "  the run took $took s; lost: $(status away workers.lost); $(condition away WorkersReady message)"
  ((took >= 45 && took < 90)) || problem "finishedAt is $took s after startedAt"
  expect WorkersReady "$(condition away WorkersReady status)" True
}

case_master() {
  target master
  loadtest master 40s 2 "failureRate < 1%"
  until_true 120 running master 200 || problem "it did not run"
  k delete pod -l throng.dev/run=master-1,app.kubernetes.io/component=master --wait=false >&2
  wait_for master Finished 240
  passed master
}

case_operator() {
  target operator
  loadtest operator 30s 2 "failureRate < 1%"
  until_true 120 running operator 200 || problem "it did not run"
  kubectl -n "$SYSTEM" delete pod -l app.kubernetes.io/name=throng-operator --force --grace-period=0 >&2 2>/dev/null
  wait_for operator Finished 180
  passed operator
  expect "runs" "$(status operator runId)" operator-1
}

case_abort() {
  target abort
  loadtest abort 10m 1 "failureRate < 1%"
  until_true 120 running abort 200 || problem "it did not run"
  k patch loadtest abort --type=merge -p '{"spec":{"abort":true}}' >/dev/null
  wait_for abort Finished 90
  expect "Finished reason" "$(condition abort Finished reason)" Aborted
  expect Complete "$(condition abort Complete status)" False
  expect Passed "$(condition abort Passed status)" Unknown
  exact abort
}

case_frozen() {
  target frozen
  loadtest frozen 15s 1 "failureRate < 1%"
  until_true 120 running frozen || problem "it did not run"
  if k patch loadtest frozen --type=merge -p '{"spec":{"users":30}}' >"$OUT/frozen" 2>&1; then
    problem "the spec changed while it ran"
  fi
  grep -q "the spec is frozen while its run is under way" "$OUT/frozen" || problem "$(cat "$OUT/frozen")"
  wait_for frozen Finished 120
  k patch loadtest frozen --type=merge -p '{"spec":{"users":10, "runTime":"5s"}}' >/dev/null
  until_true 60 test frozen-2 = "$(status frozen runId)" || until_true 60 bash -c "[[ \$(kubectl -n $NS get lt frozen -o jsonpath={.status.runId}) == frozen-2 ]]" ||
    problem "the changed spec did not run again"
  wait_for frozen Finished 120
  expect "the run before" "$(status frozen 'history[0].runId')/$(status frozen 'history[0].verdict')" frozen-1/Passed
}

case_invalid() {
  loadtest invalid 10s 1 "failureRate < 1%" '  gracePeriod: 1s'
  k delete loadtest invalid --wait >/dev/null
  k apply -f - >/dev/null <<YAML
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {name: wrong}
spec:
  target: http://nowhere:8000
  scenario: {users: [{name: Visitor, tasks: [{get: "/items/\${random.inte(1, 9)}"}]}]}
  users: 1
  runTime: 5s
YAML
  wait_for wrong Finished 10
  expect Valid "$(condition wrong Valid status)" False
  say "  $(condition wrong Valid message)"
  expect "pods" "$(k get pods -l throng.dev/loadtest=wrong -o name | wc -l | tr -d ' ')" 0
}

case_secret() {
  target secret
  loadtest secret 5s 1 "failureRate < 1%" '    env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: shop, key: password}}}]
  startDeadline: '$((60 * PATIENCE))s
  until_true 60 bash -c "[[ \$(kubectl -n $NS get lt secret -o 'jsonpath={.status.conditions[?(@.type==\"WorkersReady\")].reason}') == ConfigMissing ]]" ||
    problem "the missing Secret was not reported"
  say "  $(condition secret WorkersReady message)"
  k create secret generic shop --from-literal=password=x >/dev/null
  wait_for secret Finished 120
  passed secret
}

case_schedule() {
  target tick
  k apply -f - >/dev/null <<YAML
apiVersion: throng.dev/v1
kind: LoadTestSchedule
metadata: {name: tick}
spec:
  schedule: "* * * * *"
  timeZone: Europe/Berlin
  loadTestTemplate:
    spec:
      target: http://tick:8000
      scenario: {users: [{name: Visitor, wait: {constant: 100ms}, tasks: [{get: /api/v1/items}]}]}
      users: 5
      runTime: 5s
      workers: 1
      thresholds: [{expect: failureRate < 1%}]
YAML
  until_true 150 bash -c "[[ \$(kubectl -n $NS get lts tick -o jsonpath={.status.lastVerdict}) == Passed ]]" ||
    problem "no scheduled run passed: $(k get lts tick -o jsonpath='{.status}')"
  k get lts tick >&2
  say "  $(k get loadtests -l throng.dev/schedule=tick --no-headers)"
  k delete lts tick --wait=false >/dev/null
}

case_delete() {
  target gone
  loadtest gone 10m 2 "failureRate < 1%"
  until_true 120 running gone || problem "it did not run"
  k delete loadtest gone >/dev/null
  nothing() { [[ -z $(k get jobs,pods,configmaps,secrets,services,networkpolicies -l throng.dev/loadtest=gone -o name) ]]; }
  local begin=$SECONDS
  until_true 120 nothing || problem "left over: $(k get all -l throng.dev/loadtest=gone -o name)"
  say "  everything was gone after $((SECONDS - begin)) s"
}

# Java in several files of a ConfigMap, on four workers, one of which is killed.
case_java() {
  target java
  k create configmap java --from-file=Visitor.java=/dev/stdin --from-literal=Pages.java='final class Pages {
    static String one(int number) { return "/api/v1/items/" + number; }
}' >/dev/null <<'JAVA'
import dev.throng.scenario.*;

class Visitor extends HttpUser {
    Wait waitTime = between(0.05, 0.15);

    @Task void list() { client.get("/api/v1/items?page=" + random().nextInt(1, 10), name("/api/v1/items")); }

    @Task void one() {
        client.get(Pages.one(random().nextInt(1, 100)), name("/api/v1/items/{id}"), expectStatus(200, 404));
    }
}
JAVA
  code java 50s 4 '{java: {configMap: java}}'
  until_true 120 running java 200 || problem "it did not run"
  lose_worker java 2
  wait_for java Finished 180
  survived java
  expect "names" "$(status java 'result.names[*].name')" "/api/v1/items /api/v1/items/{id}"

  local begin=$SECONDS
  code broken 10s 2 '{java: {source: "import dev.throng.scenario.*;\nclass Visitor extends HttpUser {\n  @Task void list() { client.got(\"/\"); }\n}\n"}}'
  refused_code broken "in line 3, column 29 of Scenario.java"
  say "  known $((SECONDS - begin)) s after it was written"
}

# A locustfile, a module and data of its in a ConfigMap.
# Samples as they are, but shorter, over two workers, with their files in a ConfigMap, and with a log of what the target answered.
case_samples() {
  local name
  k create configmap samples --from-file=k8s/samples/data >/dev/null
  for name in ${SAMPLES:-checks constant-rate data flows grpc http2 iterations language-model openapi pages setup several-loads websocket}; do
    say "  sample $name"
    sample "$name" | k apply -f - >/dev/null
    wait_for "$name" Finished 120
    expect Finished "$(condition "$name" Finished reason)" Passed
    exact "$name" demo-target "^[A-Z]* /"
    k delete loadtest "$name" --wait=true >/dev/null
    k delete deploy,svc demo-target --ignore-not-found >/dev/null
    until_true 60 gone demo-target
  done
}

gone() { [[ -z $(k get pods -l "app=$1" -o name) ]]; }

sample() { # name
  local mount='{spec: {containers: [{name: runner, volumeMounts: [{name: data, mountPath: /data}]}], volumes: [{name: data, configMap: {name: samples}}]}}'
  sed -e 's/^  runTime: [0-9]*m$/  runTime: 30s/; s/startAfter: 1m/startAfter: 10s/; s/warmup: 20s/warmup: 10s/' \
    -e "s#^  target: .*#&\n  workers: 2\n  pods: {master: $mount, workers: $mount}#" \
    -e 's#file: \("\{0,1\}\)data/#file: \1/data/#' \
    -e 's#--jitter, 20ms#&, --access-log, /dev/stdout#; s#httpGet: {path: /health, port: http}#tcpSocket: {port: http}#' \
    "k8s/samples/$1.yaml"
  # A sample without a target of its own gets the quickstart's.
  grep -q '^kind: Deployment' "k8s/samples/$1.yaml" || { echo ---; sample quickstart | sed '1,/^---$/d'; }
}

case_python() {
  target python
  k create configmap python --from-file=locustfile.py=/dev/stdin --from-literal=pages.py='def one(number):
    return f"/api/v1/items/{number}"
' --from-literal=numbers.csv='number
7
19
42
' >/dev/null <<'PYTHON'
import csv
import random

from locust import HttpUser, between, task

from pages import one

with open("numbers.csv") as data:
    NUMBERS = [row["number"] for row in csv.DictReader(data)]


class Visitor(HttpUser):
    wait_time = between(0.05, 0.15)

    @task
    def list(self):
        self.client.get(f"/api/v1/items?page={random.randint(1, 10)}", name="/api/v1/items")

    @task
    def one(self):
        self.client.get(one(random.choice(NUMBERS)))
PYTHON
  code python 50s 4 '{python: {configMap: python}}'
  until_true 180 running python 200 || problem "it did not run"
  lose_worker python 2
  wait_for python Finished 180
  survived python
  expect "names" "$(status python 'result.names[*].name' | tr ' ' '\n' | sort | tr '\n' ' ')" \
    "/api/v1/items /api/v1/items/19 /api/v1/items/42 /api/v1/items/7 "

  local begin=$SECONDS
  code snake 10s 1 '{python: {source: "from locust import HttpUser, task\n\nclass Visitor(HttpUser):\n    @task\n    def list(self)\n        pass\n"}}'
  refused_code snake "in line 5, column 1 of Scenario.py"
  say "  known $((SECONDS - begin)) s after it was written"
}

# What an administrator forbids is not run, and what runs already may be ended all the same. Once in an API server's life: it
# stops watching ConfigMaps when the last policy with parameters from one goes, and does not begin again.
case_policy() {
  target policy
  loadtest policy 10m 1 "failureRate < 1%"
  until_true 120 running policy || problem "it did not run"
  kubectl apply -f k8s/policies/limits.yaml >/dev/null
  denied() { # what slipped through before the policy was in force goes: applied again unchanged, it would not be judged
    if code coded 5s 1 '{java: {source: "class A {}"}}' 2>"$OUT/denied"; then
      k delete loadtest coded >/dev/null
      return 1
    fi
    grep -q "$1" "$OUT/denied"
  }
  until_true 30 denied "namespace-needs-the-configmap-throng-limits" || problem "without limits it was not refused: $(cat "$OUT/denied")"
  say "  $(tail -1 "$OUT/denied")"
  k create configmap throng-limits --from-literal=maxUsers=100 --from-literal=maxDuration=1h >/dev/null
  until_true 30 denied "does not allow scenarios in code" || problem "code was not refused: $(cat "$OUT/denied")"
  say "  $(tail -1 "$OUT/denied")"
  k patch configmap throng-limits --type=merge -p '{"data":{"allowCode":"true"}}' >/dev/null
  allowed() { code coded 5s 1 '{java: {source: "class A {}"}}' '  suspend: true' 2>/dev/null; }
  until_true 30 allowed || problem "code was refused though it is allowed"
  k delete configmap throng-limits >/dev/null
  k patch loadtest policy --type=merge -p '{"spec":{"abort":true}}' >/dev/null || problem "the abort was refused"
  wait_for policy Finished 90
  expect "Finished reason" "$(condition policy Finished reason)" Aborted
  kubectl delete -f k8s/policies/limits.yaml >/dev/null
}

# The highest rate of a server that takes 40 a second.
case_capacity() {
  target capacity --writes-per-second 40
  k apply -f - >/dev/null <<YAML
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {name: capacity}
spec:
  target: http://capacity:8000
  scenario: {users: [{name: Writer, tasks: [{post: /api/v1/items, json: {name: Item, price: 9.5}}]}]}
  capacity: {maxRate: 300/s, startRate: 10/s, step: 6s, settle: 2s}
  workers: 2
  pods: {workers: {spec: {containers: [{name: runner, resources: {requests: {cpu: 100m, memory: 192Mi}}}]}}}
  thresholds: [{expect: failureRate < 1%}]
YAML
  wait_for capacity Finished 240
  expect "Finished reason" "$(condition capacity Finished reason)" Passed
  say "  $(condition capacity Finished message)"
  exact capacity
}

# A run is compared with the one before that passed; so are those of a schedule.
case_regression() {
  target regression
  loadtest regression 20s 1 "failureRate < 1%" '  baseline: {previous: true}'
  wait_for regression Finished 180
  passed regression
  target regression --jitter 80ms
  k patch loadtest regression --type=merge -p '{"spec":{"rerun":"slower"}}' >/dev/null
  second() { [[ $(status regression runId)/$(status regression phase) == regression-2/Finished ]]; }
  until_true 180 second || problem "the second run did not end"
  expect "compared with" "$(status regression result.comparison.baseline)" regression-1
  expect "regression" "$(status regression result.comparison.regression)" true
  expect "Passed" "$(condition regression Passed status)/$(condition regression Passed reason)" False/ThresholdsFailed
  say "  $(condition regression Finished message)"

  k apply -f - >/dev/null <<YAML
apiVersion: throng.dev/v1
kind: LoadTestSchedule
metadata: {name: tock}
spec:
  schedule: "* * * * *"
  loadTestTemplate:
    spec:
      target: http://regression:8000
      scenario: {users: [{name: Visitor, wait: {constant: 100ms}, tasks: [{get: /api/v1/items}]}]}
      users: 5
      runTime: 10s
      workers: 1
      thresholds: [{expect: failureRate < 1%}]
      baseline: {previous: true}
YAML
  compared() { k get loadtests -l throng.dev/schedule=tock -o 'jsonpath={.items[*].status.result.comparison.baseline}' | grep -q tock; }
  until_true 240 compared || problem "no scheduled run was compared: $(k get loadtests -l throng.dev/schedule=tock -o 'jsonpath={.items[*].status.result.comparison}')"
  say "  compared with $(k get loadtests -l throng.dev/schedule=tock -o 'jsonpath={.items[*].status.result.comparison.baseline}')"
  k delete lts tock --wait=false >/dev/null
}

# How many workers a load needs is found out by one of them, or, where the target answers nothing, not.
case_calibrate() {
  target calibrate
  loadtest calibrate 10s 1 "failureRate < 1%" '  calibrate: true
  maxWorkers: 3'
  wait_for calibrate Finished 240
  expect "Finished reason" "$(condition calibrate Finished reason)" Passed # the target's log has the calibration's requests too
  k get events --field-selector involvedObject.name=calibrate,reason=Calibrated -o name | grep -q . || problem "there is no event Calibrated"
  say "  $(k get events --field-selector involvedObject.name=calibrate,reason=Calibrated -o 'jsonpath={.items[0].message}')"
}

# What a release does with a load test: the Job's end is the verdict, and so is the gate's answer. With Argo Rollouts in the cluster,
# a version that is slow does not go out, and one that is fast does.
case_delivery() {
  target items-canary
  k apply -f k8s/delivery/load-test.yaml >/dev/null
  released fast Complete
  target items-canary --jitter 2s
  released slow Failed
  say "  $(condition slow Finished message)"

  k create secret generic throng-gate --from-literal=token=0123456789abcdef0123 >/dev/null
  k apply -f k8s/delivery/flagger/gate.yaml >/dev/null
  k rollout status deploy/throng-gate --timeout=$((60 * PATIENCE))s >/dev/null || problem "the gate did not start"
  k port-forward svc/throng-gate 18080:8080 >/dev/null 2>&1 &
  local forward=$!
  until_true 20 curl -sf http://127.0.0.1:18080/healthz -o "$OUT/gate" || problem "the gate does not answer"
  ask() { # token, checksum: HTTP status
    curl -s -o "$OUT/gate" -w '%{http_code}' -H "Authorization: Bearer $1" http://127.0.0.1:18080/run \
      -d "{\"name\": \"items\", \"namespace\": \"$NS\", \"checksum\": \"$2\", \"metadata\": {\"schedule\": \"items-release\"}}"
  }
  expect "without the token" "$(ask wrong v1)" 401
  expect "slow version" "$(ask 0123456789abcdef0123 v1)" 409
  say "  $(cat "$OUT/gate")"
  target items-canary
  expect "fast version" "$(ask 0123456789abcdef0123 v2)" 200
  kill "$forward"
  k delete deploy,svc items-canary --wait=false >/dev/null

  if kubectl get deploy -A -o name | grep -q argo-rollouts; then rolled_out; else say "  not tried: there is no Argo Rollouts in this cluster"; fi
}

released() { # LoadTest, how its Job is to end
  k apply -f - >/dev/null <<YAML
apiVersion: batch/v1
kind: Job
metadata: {name: release-$1}
spec:
  backoffLimit: 0
  template:
    spec:
      serviceAccountName: throng-release
      restartPolicy: Never
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      containers:
      - name: load-test
        image: ${KUBECTL_IMAGE:-throng/kubectl:0.1.0}
        args: [schedule, run, items-release, --name, $1]
        resources: {requests: {cpu: 50m, memory: 96Mi}, limits: {memory: 192Mi}}
        securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
        volumeMounts: [{name: tmp, mountPath: /tmp}]
      volumes: [{name: tmp, emptyDir: {}}]
YAML
  k wait --for=condition="$2" --timeout=$((120 * PATIENCE))s "job/release-$1" >/dev/null ||
    problem "the Job of the release that is $1 did not become $2: $(k logs "job/release-$1" --tail=3)"
}

rolled_out() {
  latency() { k patch rollout items --type=json -p "[{\"op\": \"replace\", \"path\": \"/spec/template/spec/containers/0/args/6\", \"value\": \"$1\"}]" >/dev/null; }
  rollout() { [[ $(k get rollout items -o "jsonpath={.status.$1}") == "$2" ]]; }
  k apply -f k8s/delivery/argo-rollouts/ >/dev/null
  until_true 120 rollout phase Healthy || problem "the first version did not come up"
  latency 900ms
  until_true 240 rollout phase Degraded || problem "the slow version was not refused"
  say "  $(k get rollout items -o 'jsonpath={.status.message}')"
  local stable
  stable=$(k get rollout items -o 'jsonpath={.status.stableRS}')
  latency 6ms
  promoted() { rollout phase Healthy && ! rollout stableRS "$stable"; }
  until_true 240 promoted || problem "the fast version did not go out"
  k delete -f k8s/delivery/argo-rollouts/ --wait=false >/dev/null
}

# Nothing runs: says why in WorkersReady, and ends by itself.
never_starts() { # name, reason, part of its message, spec of the pods
  k apply -f - >/dev/null <<YAML
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {name: $1}
spec:
  target: http://nowhere:8000
  scenario: {users: [{name: Visitor, tasks: [{get: /}]}]}
  users: 1
  runTime: 5s
  workers: 1
  startDeadline: 25s
  pods: $4
YAML
  reason() { [[ $(condition "$1" WorkersReady reason) == "$2" ]]; }
  until_true 25 reason "$1" "$2" || problem "WorkersReady is '$(condition "$1" WorkersReady reason)', expected '$2'"
  say "  $(condition "$1" WorkersReady message)"
  [[ $(condition "$1" WorkersReady message) == *"$3"* ]] || problem "the message does not tell of $3"
  wait_for "$1" Finished 60
  expect "Complete reason" "$(condition "$1" Complete reason)" StartDeadlineExceeded
  say "  $(condition "$1" Finished message)"
  k get events --field-selector "involvedObject.name=$1,reason=$2" -o name | grep -q . || problem "there is no event $2"
  idle() { [[ -z $(k get pods -l "throng.dev/loadtest=$1" --field-selector=status.phase!=Failed,status.phase!=Succeeded -o name) ]]; }
  until_true 60 idle "$1" || problem "its pods are still there"
}

# The run waits for its target, says so, and hears an abort meanwhile.
case_target() {
  loadtest target 10s 1 "failureRate < 1%" '  startDeadline: 3m
  awaitTarget: 2m'
  waits() { [[ $(condition target WorkersReady reason)/$(condition target WorkersReady message) == WaitingForTarget/*target:8000* ]]; }
  until_true 60 waits || problem "WorkersReady is '$(condition target WorkersReady reason): $(condition target WorkersReady message)'"
  say "  $(condition target WorkersReady message)"
  k get events --field-selector involvedObject.name=target,reason=WaitingForTarget -o name | grep -q . || problem "there is no event"
  k patch loadtest target --type=merge -p '{"spec":{"abort":true}}' >/dev/null
  wait_for target Finished 20
  expect "Finished reason" "$(condition target Finished reason)" Aborted
  expect "load" "$(status target startedAt)" ""
}

# Nobody answers there: what was never sent has neither rate nor times.
case_unreachable() {
  loadtest nowhere 5s 1 "failureRate < 1%" '  awaitTarget: 0s'
  wait_for nowhere Finished 120
  expect "Finished reason" "$(condition nowhere Finished reason)" Broken
  expect "Passed" "$(condition nowhere Passed status)" Unknown
  expect "rate and times" "$(status nowhere display.rps)$(status nowhere display.p95)" ""
  say "  $(k get loadtest nowhere --no-headers)"
}

# The whole namespace is deleted while a run is under way.
case_namespace() {
  local own=$NS
  NS=throng-e2e-gone
  kubectl create namespace "$NS" >/dev/null
  target gone
  loadtest gone 10m 2 "failureRate < 1%"
  until_true 120 running gone || problem "it did not run"
  kubectl delete namespace "$NS" --wait=false >/dev/null
  local begin=$SECONDS
  away() { ! kubectl get namespace "$NS" >/dev/null 2>&1; }
  until_true 120 away || problem "the namespace is still there: $(kubectl -n "$NS" get pods -o 'jsonpath={range .items[*]}{.metadata.name} {.metadata.finalizers} {.status.phase}; {end}')"
  say "  the namespace was gone after $((SECONDS - begin)) s"
  NS=$own
}

# What is wrong with pods is said once, and where the LoadTest says it.
case_pods() {
  wrong_pods() { # name, pods, place
    k apply -f - >/dev/null <<YAML
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {name: $1}
spec:
  target: http://nowhere:8000
  scenario: {users: [{name: Visitor, tasks: [{get: /}]}]}
  users: 1
  runTime: 5s
  pods: $2
YAML
    wait_for "$1" Finished 20
    say "  $(condition "$1" Valid message)"
    [[ $(condition "$1" Valid message) == *"$3"* ]] || problem "the message does not say '$3'"
    expect "events" "$(k get events --field-selector "involvedObject.name=$1" -o name | wc -l | tr -d ' ')" 1
  }
  wrong_pods resources '{workers: {resources: {limits: {cpu: 1}}}}' "spec.pods.workers.resources: there is no such field"
  wrong_pods name '{workers: {spec: {containers: [{name: runnr, resources: {}}]}}}' "did you mean runner?"
  wrong_pods selector '{master: {spec: {nodeSelectr: {a: b}}}}' "spec.pods.master.spec.nodeSelectr: there is no such field: did you mean nodeSelector?"
}

# A quota that allows no Jobs is waited for.
case_jobs() {
  k create quota jobs --hard=count/jobs.batch=0 >/dev/null
  loadtest jobs 5s 1 "failureRate < 1%" '  startDeadline: 90s'
  reason() { [[ $(condition jobs WorkersReady reason) == QuotaExceeded ]]; }
  until_true 30 reason || problem "WorkersReady is '$(condition jobs WorkersReady reason)'"
  say "  $(condition jobs WorkersReady message)"
  target jobs
  k delete quota jobs >/dev/null
  wait_for jobs Finished 120
  passed jobs
}

# A bucket that cannot be written to: the report is in a ConfigMap instead, soon, and the status says so.
case_bucket() {
  target bucket
  loadtest bucket 5s 1 "failureRate < 1%" '  report: {s3: {endpoint: "http://bucket:8000", bucket: reports, region: nowhere}}'
  wait_for bucket Finished 180
  expect "report" "$(status bucket report.configMap)" bucket-1-report
  say "  $(condition bucket Finished message)"
  passed bucket
}

# A schedule whose LoadTest can't be run says so at once, and one whose LoadTest is refused says that.
case_refused() {
  schedule() { # name, path, more metadata
    k apply -f - >/dev/null <<YAML
apiVersion: throng.dev/v1
kind: LoadTestSchedule
metadata: {name: $1}
spec:
  schedule: "* * * * *"
  loadTestTemplate:
    spec:
      target: http://nowhere:8000
      scenario: {users: [{name: Visitor, tasks: [{get: "$2"}]}]}
      users: 1
      runTime: 5s
YAML
  }
  valid() { [[ $(k get lts "$1" -o 'jsonpath={.status.conditions[?(@.type=="Valid")].status}') == "$2" ]]; }
  schedule wrong "/\${random.inte(1,2)}"
  until_true 10 valid wrong False || problem "a schedule that can't run is valid"
  say "  $(k get lts wrong -o 'jsonpath={.status.conditions[?(@.type=="Valid")].message}')"
  k delete lts wrong >/dev/null
  k create quota none --hard=count/loadtests.throng.dev=0 >/dev/null
  schedule refused /
  until_true 10 valid refused True || problem "a schedule that can run is not valid"
  told() { [[ $(k get lts refused -o 'jsonpath={.status.conditions[?(@.type=="Scheduled")].reason}') == Refused ]]; }
  until_true 100 told || problem "the refusal is not told"
  say "  $(k get lts refused -o 'jsonpath={.status.conditions[?(@.type=="Scheduled")].message}')"
  k get lts -o wide >&2
  k delete lts refused >/dev/null
  k delete quota none >/dev/null
}

# kubectl explain tells what things are.
case_explain() {
  for path in loadtest loadtest.spec loadtest.status loadtestschedule loadtestschedule.spec loadtestschedule.status; do
    kubectl explain "$path" | sed -n '/^DESCRIPTION:/,/^FIELDS:/p' | grep -q '[a-z]\{4\}' || problem "kubectl explain $path is empty"
  done
  if loadtest explain 5s 1 "p95 < 500" 2>"$OUT/explain"; then problem "p95 < 500 was taken"; fi
  say "  $(tail -1 "$OUT/explain")"
  grep -q "a threshold such as p95 < 500ms" "$OUT/explain" || problem "the refusal does not say what is wanted"
}

case_image() { never_starts image ImagePullFailed nowhere.invalid/none:1 '{image: "nowhere.invalid/none:1"}'; }

case_unschedulable() {
  never_starts unschedulable Unschedulable "node" '{workers: {spec: {nodeSelector: {throng.dev/none: here}}}}'
}

case_quota() {
  k create quota small --hard=pods=0 >/dev/null
  never_starts quota QuotaExceeded "exceeded quota: small" '{}'
  k delete quota small >/dev/null
}

case_key() {
  k create secret generic halves --from-literal=user=x >/dev/null
  never_starts key ConfigMissing "couldn't find key password in Secret $NS/halves" \
    '{env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: halves, key: password}}}]}'
}

case_configmap() {
  target configmap
  loadtest configmap 5s 1 "failureRate < 1%" '    env: [{name: EMAIL, valueFrom: {configMapKeyRef: {name: shop, key: email}}}]'
  reason() { [[ $(condition configmap Valid reason) == ConfigMissing ]]; }
  until_true 10 reason || problem "the missing ConfigMap was not reported"
  say "  $(condition configmap Valid message)"
  expect pods "$(k get pods -l throng.dev/loadtest=configmap -o name | wc -l | tr -d ' ')" 0
  k create configmap shop --from-literal=email=x >/dev/null
  wait_for configmap Finished 120
  passed configmap
}

case_suspend() {
  target suspend
  loadtest suspend 5s 1 "failureRate < 1%" '  suspend: true'
  held() { [[ $(status suspend phase) == Suspended ]]; }
  until_true 10 held || problem "it was not held back"
  expect "Finished reason" "$(condition suspend Finished reason)" Suspended
  expect pods "$(k get pods -l throng.dev/loadtest=suspend -o name | wc -l | tr -d ' ')" 0
  k patch loadtest suspend --type=merge -p '{"spec":{"suspend":false}}' >/dev/null
  wait_for suspend Finished 120
  passed suspend
}

case_history() {
  target history
  loadtest history 3s 1 "failureRate < 1%" '  historyLimit: 1
  ttlSecondsAfterFinished: 0'
  for run in 1 2 3; do
    reached() { [[ $(status history runId) == "history-$run" && $(status history phase) == Finished ]]; }
    until_true 120 reached || problem "run $run did not end"
    ((run == 3)) || k patch loadtest history --type=merge -p "{\"spec\":{\"rerun\":\"$run\"}}" >/dev/null
  done
  expect "Passed" "$(condition history Passed status)" True
  expect "history" "$(status history 'history[*].runId')" history-2
  expect "reports" "$(k get configmaps -l throng.dev/loadtest=history,throng.dev/report=true -o 'jsonpath={.items[*].metadata.name}')" \
    "history-2-report history-3-report"
  clean() { [[ -z $(k get jobs,pods,services,networkpolicies -l throng.dev/loadtest=history -o name) ]]; }
  until_true 60 clean || problem "left after the ttl: $(k get all -l throng.dev/loadtest=history -o name)"
}

# From the request to the first pod, and two hundred at once.
case_many() {
  local count=${MANY:-200} began first
  [[ -n ${FIRST_POD_MS:-} ]] || FIRST_POD_MS=2000
  many() { # first, last
    for ((i = $1; i <= $2; i++)); do
      cat <<YAML
---
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {name: many-$i, labels: {many: "yes"}}
spec:
  target: http://nowhere:8000
  scenario: {users: [{name: Visitor, tasks: [{get: /}]}]}
  users: 1
  runTime: 5s
  workers: 1
  startDeadline: 1h
  pods:
    master: {spec: {nodeSelector: {throng.dev/none: here}}}
    workers: {spec: {nodeSelector: {throng.dev/none: here}}}
YAML
    done
  }
  many 0 0 >"$OUT/one"
  k get pods -l throng.dev/loadtest=many-0 --watch-only -o name >"$OUT/seen" 2>/dev/null &
  local watching=$!
  sleep 2
  began=$(date +%s%3N)
  k create -f "$OUT/one" >/dev/null
  seen() { [[ -s $OUT/seen ]]; }
  until seen; do
    sleep 0.02
    (($(date +%s%3N) - began < 20000)) || break
  done
  first=$(($(date +%s%3N) - began))
  kill $watching
  say "  the first pod was there $first ms after kubectl began"
  ((first < FIRST_POD_MS)) || problem "the first pod came after $first ms"

  many 1 "$count" >"$OUT/many"
  k create -f "$OUT/many" >/dev/null
  began=$SECONDS
  made() { (($(k get jobs -l throng.dev/loadtest -o name | grep -c many-) >= 2 * (count + 1))); }
  until_true 180 made || problem "there are $(k get jobs -o name | grep -c many-) Jobs for $((count + 1)) LoadTests"
  say "  $((count + 1)) LoadTests had their Jobs $((SECONDS - began)) s after the last was created"
  sleep 10
  expect Jobs "$(k get jobs -o name | grep -c many-)" $((2 * (count + 1)))
  expect plans "$(k get configmaps -l throng.dev/loadtest -o name | grep -c 'many-.*-1-plan')" $((count + 1))
  expect "phases" "$(k get loadtests -l many=yes -o 'jsonpath={range .items[*]}{.status.phase}{.status.runId}{"\n"}{end}' | sed 's/many-[0-9]*//' | sort -u)" Starting-1
  memory
  restarts "$SYSTEM"
  k delete loadtests -l many=yes --wait=false >/dev/null
  none() { [[ -z $(k get jobs,configmaps -l throng.dev/loadtest -o name | grep many-) ]]; }
  until_true 180 none || problem "left over: $(k get jobs,configmaps -o name | grep -c many-)"
}

memory() {
  local pod bytes
  pod=$(kubectl -n "$SYSTEM" get pod -l app.kubernetes.io/name=throng-operator -o 'jsonpath={.items[0].metadata.name}')
  bytes=$(kubectl get --raw "/api/v1/nodes/$(kubectl -n "$SYSTEM" get pod "$pod" -o 'jsonpath={.spec.nodeName}')/proxy/stats/summary" 2>/dev/null |
    tr -d ' \n' | grep -o "\"podRef\":{\"name\":\"$pod\".*" | grep -o '"workingSetBytes":[0-9]*' | head -1 | grep -o '[0-9]*')
  [[ -n $bytes ]] || return 0
  say "  the operator uses $((bytes >> 20)) MiB"
  ((bytes < 256 << 20)) || problem "the operator uses $((bytes >> 20)) MiB"
}

restarts() { # namespace
  expect "restarts of the operator" "$(kubectl -n "$1" get pod -l app.kubernetes.io/name=throng-operator -o 'jsonpath={.items[*].status.containerStatuses[*].restartCount}')" 0
}

# What each case leaves behind reads well: a line for a condition and for an event in the logs.
tidy() {
  k get loadtests -o 'jsonpath={range .items[*].status.conditions[*]}{.message}{"\n--\n"}{end}' >"$OUT/messages"
  ! grep -v '^--$' "$OUT/messages" | grep -q '\b1 \(workers\|requests\|thresholds\)\b' || problem "a message counts: $(grep -m1 '\b1 [a-z]*s\b' "$OUT/messages")"
  (($(grep -c . "$OUT/messages") == 2 * $(grep -c '^--$' "$OUT/messages"))) || problem "a condition has several lines"
  k logs -l throng.dev/loadtest --tail=-1 --prefix >"$OUT/logs" 2>/dev/null
  ! grep -q '\] *\s*at [a-z].*(' "$OUT/logs" || problem "a stack trace in the logs: $(grep -m1 -B1 '\] *\s*at [a-z].*(' "$OUT/logs")"
}

all=(quickstart exact threshold worker master operator away abort suspend frozen history invalid secret key configmap image
  unschedulable quota jobs pods target unreachable bucket schedule refused explain java python samples policy capacity regression
  calibrate delivery delete namespace many)

installed=
install() {
  say "installing"
  kubectl -n "$SYSTEM" get deploy throng-operator >/dev/null 2>&1 || installed=yes
  if command -v helm >/dev/null; then
    helm upgrade --install throng helm/throng --namespace "$SYSTEM" --create-namespace --wait >/dev/null || exit 1
  else
    kubectl apply --server-side --force-conflicts -k k8s/base >/dev/null || exit 1
  fi
  kubectl -n "$SYSTEM" rollout status deploy/throng-operator --timeout=180s >/dev/null || exit 1
  kubectl delete namespace "$NS" --ignore-not-found >/dev/null 2>&1
  kubectl create namespace "$NS" >/dev/null || exit 1
  kubectl label namespace "$NS" pod-security.kubernetes.io/enforce=restricted >/dev/null
}

remove() {
  [[ -z ${KEEP:-} ]] || return 0
  say "removing"
  kubectl delete namespace "$NS" --timeout=180s >/dev/null || failures=$((failures + 1))
  rm -rf "$OUT"
  [[ -n $installed ]] || return 0
  if command -v helm >/dev/null; then
    helm uninstall throng --namespace "$SYSTEM" --wait >/dev/null
    kubectl delete crd loadtests.throng.dev loadtestschedules.throng.dev >/dev/null
  else
    kubectl delete -k k8s/base >/dev/null
  fi
  kubectl delete namespace "$SYSTEM" --ignore-not-found --timeout=180s >/dev/null
  local left
  left=$(kubectl get crd,clusterrole,clusterrolebinding,namespace -o name | grep throng)
  [[ -z $left ]] || { say "left over: $left" && failures=$((failures + 1)); }
}

if [[ ${1-} == list ]]; then
  printf '%s\n' "${all[@]}"
  exit 0
fi
cases=("$@")
((${#cases[@]})) || cases=("${all[@]}")
trap 'code=$?; remove; exit $((code || failures > 0))' EXIT
install
for name in "${cases[@]}"; do
  problems=()
  begin=$SECONDS
  say "case $name"
  "case_$name"
  tidy
  if ((${#problems[@]})); then
    failures=$((failures + 1))
    printf 'FAILED %-11s %3d s  %s\n' "$name" $((SECONDS - begin)) "${problems[0]}"
    k get loadtests,pods -o wide >&2
  else
    printf 'ok     %-11s %3d s\n' "$name" $((SECONDS - begin))
    [[ -n ${KEEP:-} ]] || k delete loadtests,deployments,services --all --wait=false >/dev/null 2>&1
  fi
done
exit $((failures > 0))
