/**
 * The immutable, validated plan of a run: who its users are, how many of them when, and what its verdict keeps to. What a user
 * does and how connections are made have rooms of their own below, and so has the compiler, which makes a plan of a resource.
 */
@NullMarked
package dev.throng.runner.plan;

import org.jspecify.annotations.NullMarked;
