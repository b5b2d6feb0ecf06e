package dev.throng.operator.schedule;

import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestScheduleStatus;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A schedule of load tests as the API server keeps it. */
@Group("throng.dev")
@Version("v1")
@Kind("LoadTestSchedule")
@Singular("loadtestschedule")
@Plural("loadtestschedules")
@ShortNames("lts")
@Categories({"all", "throng"})
public class LoadTestScheduleResource extends CustomResource<LoadTestScheduleSpec, LoadTestScheduleStatus>
        implements Namespaced {}
