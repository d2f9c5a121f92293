/** Reading the CPU: {@code /proc/cpuinfo} of all architectures, topology, CPUID. */
@NullMarked
package dev.hvsdk.host.internal.cpu;

import org.jspecify.annotations.NullMarked;
