/** Detection: which virtualization layers a host runs in, weighed from evidence that may contradict itself. */
@NullMarked
package dev.hvsdk.host.internal.detect;

import org.jspecify.annotations.NullMarked;
