/**
 * The portable capabilities: what more can be done with a guest or a host where it can be done at all.
 *
 * <p>A capability is asked for with {@link dev.hvsdk.api.Guest#capability} or {@link dev.hvsdk.api.Hypervisor#capability}; the
 * answer is the object that does it, or the reason why not. What only one family can do is a capability of its backend,
 * reached by the same call.
 */
@NullMarked
package dev.hvsdk.api.capability;

import org.jspecify.annotations.NullMarked;
