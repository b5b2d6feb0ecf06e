/**
 * What happens to the workloads that a LoadTest observes: their pods' ends and the cluster's events about them, as marks on the
 * run's time axis. Asks the API server once, when a run is over, and only for LoadTests that observe a workload.
 */
@NullMarked
package dev.throng.operator.loadtest.targets;

import org.jspecify.annotations.NullMarked;
