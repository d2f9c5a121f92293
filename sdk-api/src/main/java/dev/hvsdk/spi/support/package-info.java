/**
 * What every backend needs and should not write again: open and closed, events, operations, deadlines, errors.
 *
 * <p>A connection owns one {@link dev.hvsdk.spi.support.OpenState} and hangs everything else on it:
 *
 * <pre>{@code
 * final class KvmConnection implements Hypervisor {
 *     private final ErrorFactory errors = ErrorFactory.of("kvm");
 *     private final OpenState state;
 *     private final EventBus events;
 *     private final Operations operations;
 *
 *     KvmConnection(ConnectSpec spec) {
 *         state = OpenState.of(spec.toString());
 *         events = state.register(EventBus.of("kvm", 1024, Clock.systemUTC()));
 *         operations = Operations.of(state, errors, spec);
 *     }
 *
 *     public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
 *         state.checkOpen();
 *         return events.subscribe(listener);
 *     }
 *
 *     Operation<GuestInfo> start(GuestId id) {
 *         return operations.run("start of guest " + id, () -> startAndRead(id));
 *     }
 *
 *     public void close() {
 *         state.close();
 *     }
 * }
 * }</pre>
 */
@NullMarked
package dev.hvsdk.spi.support;

import org.jspecify.annotations.NullMarked;
