/**
 * Where definitions come from: .proto files, descriptor sets, a server's reflection. All end as protobuf's own descriptors, linked by
 * its own library.
 */
@NullMarked
package dev.throng.runner.grpc.proto;

import org.jspecify.annotations.NullMarked;
