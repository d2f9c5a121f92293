/** Finds virtualization among the processes of a host. */
@NullMarked
package dev.hvsdk.host.internal.workload;

import org.jspecify.annotations.NullMarked;
