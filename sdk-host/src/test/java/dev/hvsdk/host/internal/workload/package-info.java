/** Tests of what is found among processes. */
@NullMarked
package dev.hvsdk.host.internal.workload;

import org.jspecify.annotations.NullMarked;
