package dev.throng.operator.loadtest;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.LoadTestStatus;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A load test as the API server keeps it. */
@Group("throng.dev")
@Version("v1")
@Kind("LoadTest")
@Singular("loadtest")
@Plural("loadtests")
@ShortNames("lt")
@Categories({"all", "throng"})
public class LoadTestResource extends CustomResource<LoadTestSpec, LoadTestStatus> implements Namespaced {}
