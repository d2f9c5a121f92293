/** Reading the memory of a host. */
@NullMarked
package dev.hvsdk.host.internal.memory;

import org.jspecify.annotations.NullMarked;
