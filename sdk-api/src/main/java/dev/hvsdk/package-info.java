/** The front door: {@link dev.hvsdk.Hypervisors} finds the backends and opens connections. */
@NullMarked
package dev.hvsdk;

import org.jspecify.annotations.NullMarked;
