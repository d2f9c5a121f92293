/**
 * The front door to the machine we stand on, or to one that was captured: what it runs in, its CPU and memory, what they can
 * do for virtualization, and its devices. {@link dev.hvsdk.host.HostInspector} is where to begin.
 */
@NullMarked
package dev.hvsdk.host;

import org.jspecify.annotations.NullMarked;
