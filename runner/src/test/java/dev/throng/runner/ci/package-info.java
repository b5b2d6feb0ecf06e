/** What is offered for continuous integration, walked as a CI server walks it, with a server that stands for GitHub or GitLab. */
@NullMarked
package dev.throng.runner.ci;

import org.jspecify.annotations.NullMarked;
