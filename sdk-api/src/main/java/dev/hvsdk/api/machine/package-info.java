/**
 * What a machine is: the virtualization layers it runs in, what its CPU and platform can do, and the devices that could be
 * passed through to a guest. Plain data, the same whether it was read on this machine or told by a hypervisor.
 */
@NullMarked
package dev.hvsdk.api.machine;

import org.jspecify.annotations.NullMarked;
