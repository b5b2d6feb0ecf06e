{{- define "throng.labels" -}}
app.kubernetes.io/name: throng-operator
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: throng
{{- end }}

{{- define "throng.selector" -}}
app.kubernetes.io/name: throng-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- /* The objects over the whole cluster carry the release's namespace too, so that two installations do not meet. */}}
{{- define "throng.clusterName" -}}
{{- if eq .Release.Namespace "throng-system" }}throng-operator{{ else }}throng-operator-{{ .Release.Namespace }}{{ end }}
{{- end }}

{{- define "throng.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ default "throng-operator" .Values.serviceAccount.name }}{{ else }}{{ default "default" .Values.serviceAccount.name }}{{ end }}
{{- end }}

{{- /* What the operator does in namespaces with LoadTests. A test compares this with the calls that it makes. */}}
{{- define "throng.rules" -}}
- apiGroups: [throng.dev]
  resources: [loadtests]
  verbs: [list, watch, create, patch, delete]
- apiGroups: [throng.dev]
  resources: [loadtests/status]
  verbs: [patch]
- apiGroups: [throng.dev]
  resources: [loadtestschedules]
  verbs: [list, watch]
- apiGroups: [throng.dev]
  resources: [loadtestschedules/status]
  verbs: [patch]
- apiGroups: [batch]
  resources: [jobs]
  verbs: [list, watch, create, patch]
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch, delete]
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get, create, patch, delete]
- apiGroups: [""]
  resources: [services]
  verbs: [create, patch]
- apiGroups: [""]
  resources: [secrets]
  verbs: [create]
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [create, patch]
- apiGroups: [""]
  resources: [events]
  verbs: [list, create]
{{- end }}

{{- /* Whether something for the Prometheus operator is rendered: "auto" asks whether the cluster knows its kind. */}}
{{- define "throng.wanted" -}}
{{- if eq (toString .enabled) "auto" }}{{ if .root.Capabilities.APIVersions.Has .kind }}yes{{ end }}{{ else if .enabled }}yes{{ end }}
{{- end }}

{{- /* Users' rights: an object over the whole cluster, so only beside an operator for the whole cluster, unless it is asked for. */}}
{{- define "throng.aggregate" -}}
{{- if eq (toString .Values.rbac.aggregate) "auto" }}{{ if not .Values.watchNamespaces }}yes{{ end }}{{ else if .Values.rbac.aggregate }}yes{{ end }}
{{- end }}
