/**
 * What a target promises of its responses: JSON Schemas and OpenAPI descriptions from files, compiled once, and whether a
 * response keeps it. Nothing that a file refers to is fetched from elsewhere than from files.
 */
@NullMarked
package dev.throng.runner.contract;

import org.jspecify.annotations.NullMarked;
