/** The Grafana dashboards as code: what is in k8s/dashboards is made here, and a test holds the files to it. */
package dev.throng.runner.dashboards;
