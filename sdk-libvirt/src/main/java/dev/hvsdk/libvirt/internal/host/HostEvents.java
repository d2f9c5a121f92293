/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.FamilyEvent;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.libvirt.GuestRebooted;
import dev.hvsdk.libvirt.internal.link.LinkListener;
import dev.hvsdk.libvirt.internal.link.Signal;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.EventBus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what libvirt tells into events.
 *
 * <p>Libvirt tells some changes several times, and some not at all: what is told again is dropped, and a guest that comes or goes
 * without a definition is told of. Used by the one thread of the feed.
 */
final class HostEvents implements LinkListener {
    /** {@code virDomainEventID} and {@code virDomainEventType}. */
    private static final int LIFECYCLE = 0;

    private static final int DEFINED = 0;
    private static final int UNDEFINED = 1;
    private static final int STARTED = 2;
    private static final int STOPPED = 5;

    /** {@code virDomainEventDefinedDetailType}, {@code virDomainEventUndefinedDetailType}. */
    private static final int ADDED = 0;

    private static final int RENAMED = 1;

    /** Events must not wait for long behind a host that hangs. */
    private static final Duration READING = Duration.ofSeconds(2);

    /** No guest comes up and resets itself again within this time. */
    private static final Duration SAME_REBOOT = Duration.ofMillis(500);

    private final EventBus bus;
    private final Inventory inventory;
    private final Technologies technologies;

    /** The state and reason that were told last. */
    private final Map<GuestId, Told> told = new HashMap<>();

    /** Guests that have stopped and are not there any more, and what told of it. */
    private final Map<GuestId, Signal> perhapsGone = new HashMap<>();

    /** Guests that run although they were said to have stopped: Xen tells the start of a reboot before the stop. */
    private final Map<GuestId, Signal> perhapsBack = new HashMap<>();

    /** Guests of which this has said that they run again; their start may be yet to come, on hosts that tell it after the stop. */
    private final Set<GuestId> back = new HashSet<>();

    /** When each guest was last said to have rebooted. */
    private final Map<GuestId, Instant> rebooted = new HashMap<>();

    /** Guests that this has said to have come. */
    private final Set<GuestId> come = new HashSet<>();

    HostEvents(EventBus bus, Inventory inventory, Technologies technologies) {
        this.bus = bus;
        this.inventory = inventory;
        this.technologies = technologies;
    }

    private record Told(GuestState state, Optional<StateReason> reason) {}

    @Override
    public void happened(Signal signal) {
        if (signal.isDomain(LIFECYCLE)) {
            lifecycle(
                    signal,
                    signal.numbers().get(0).intValue(),
                    signal.numbers().get(1).intValue());
        } else {
            FamilyEvents.of(signal).filter(event -> isNew(event, signal)).ifPresent(bus::publish);
        }
    }

    /** QEMU tells of one reset several times in a row. */
    private boolean isNew(FamilyEvent event, Signal signal) {
        if (!(event instanceof GuestRebooted)) {
            return true;
        }
        @Nullable Instant before = rebooted.put(GuestId.of(signal.id()), signal.time());
        return before == null || Duration.between(before, signal.time()).compareTo(SAME_REBOOT) > 0;
    }

    @Override
    public void lost(long atLeast) {
        forgetAll();
        bus.publish(new HypervisorEvent.Lost(Instant.now(), atLeast));
    }

    @Override
    public void reconnected() {
        forgetAll();
        bus.publish(new HypervisorEvent.Reconnected(Instant.now()));
    }

    private void forgetAll() {
        told.clear();
        come.clear();
        perhapsGone.clear();
        perhapsBack.clear();
        back.clear();
    }

    private void lifecycle(Signal signal, int event, int detail) {
        GuestId id = GuestId.of(signal.id());
        perhapsGone.remove(id);
        perhapsBack.remove(id);
        switch (event) {
            case DEFINED -> defined(signal, id, detail);
            case UNDEFINED -> undefined(signal, id, detail);
            default -> stateChanged(signal, id, event, detail);
        }
    }

    private void defined(Signal signal, GuestId id, int detail) {
        technologies.forget(id);
        if (detail == ADDED && come.add(id)) {
            bus.publish(new GuestEvent.Defined(signal.time(), id, signal.name()));
        } else {
            bus.publish(new GuestEvent.Changed(signal.time(), id, signal.name()));
        }
    }

    private void undefined(Signal signal, GuestId id, int detail) {
        if (detail == RENAMED) {
            // Its new definition follows.
            return;
        }
        technologies.forget(id);
        if (reading(id).filter(info -> info.state().isActive()).isPresent()) {
            // It runs on without a definition, and goes when it stops.
            bus.publish(new GuestEvent.Changed(signal.time(), id, signal.name()));
        } else {
            gone(signal, id);
        }
    }

    private void gone(Signal signal, GuestId id) {
        come.remove(id);
        told.remove(id);
        back.remove(id);
        rebooted.remove(id);
        bus.publish(new GuestEvent.Undefined(signal.time(), id, signal.name()));
    }

    private void stateChanged(Signal signal, GuestId id, int event, int detail) {
        Optional<LifecycleEvents.Change> change = LifecycleEvents.change(event, detail);
        if (change.isEmpty()) {
            return;
        }
        Optional<GuestInfo> reading = reading(id);
        if (event == STARTED && reading.isPresent() && isWithoutDefinition(id) && come.add(id)) {
            bus.publish(new GuestEvent.Defined(signal.time(), id, signal.name()));
        }
        boolean isTold = back.remove(id) && event == STARTED;
        if (!isTold) {
            tell(signal, info(signal, id, change.get(), reading));
        }
        if (event == STOPPED) {
            askAgainLater(signal, id, reading);
        }
    }

    private void askAgainLater(Signal signal, GuestId id, Optional<GuestInfo> reading) {
        if (reading.isEmpty()) {
            perhapsGone.put(id, signal);
        } else if (reading.get().state().isActive()) {
            perhapsBack.put(id, signal);
        }
    }

    /**
     * What has stopped and is not there had no definition, unless an event yet to come says that it was undefined; what has stopped
     * and runs was started again, unless an event yet to come says so. Both are found out when no more events wait.
     */
    @Override
    public void idle() {
        Map<GuestId, Signal> asked = Map.copyOf(perhapsGone);
        perhapsGone.clear();
        asked.forEach((id, signal) -> {
            if (isGone(id)) {
                gone(signal, id);
            }
        });
        Map<GuestId, Signal> stopped = Map.copyOf(perhapsBack);
        perhapsBack.clear();
        stopped.forEach((id, signal) ->
                reading(id).filter(info -> info.state().isActive()).ifPresent(info -> tellBack(signal, info)));
    }

    private void tellBack(Signal signal, GuestInfo info) {
        back.add(info.id());
        tell(signal, info);
    }

    private boolean isGone(GuestId id) {
        try {
            inventory.read("event", id, Deadline.after(READING));
            return false;
        } catch (HypervisorException.NotFound e) {
            return true;
        } catch (HypervisorException e) {
            // It cannot be known now; a reconnection will say that something may have been missed.
            return false;
        }
    }

    private boolean isWithoutDefinition(GuestId id) {
        try {
            return !inventory.isPersistent(id);
        } catch (HypervisorException e) {
            return false;
        }
    }

    private void tell(Signal signal, GuestInfo info) {
        Told now = new Told(info.state(), info.reason());
        @Nullable Told before = told.put(info.id(), now);
        if (!now.equals(before) && !hasStopped(before, now)) {
            bus.publish(new GuestEvent.StateChanged(signal.time(), info));
        }
    }

    /** The driver of containers tells of one stop twice, each time for another reason; the first is the one that was there. */
    private static boolean hasStopped(@Nullable Told before, Told now) {
        return before != null && before.state() == GuestState.STOPPED && now.state() == GuestState.STOPPED;
    }

    /** The reading, if the guest is still in the state that is told; else what the signal itself says. */
    private GuestInfo info(Signal signal, GuestId id, LifecycleEvents.Change change, Optional<GuestInfo> reading) {
        return reading.filter(info -> info.state() == change.state()).orElseGet(() -> {
            GuestInfo.Builder info = GuestInfo.builder(id, signal.name(), change.state());
            @Nullable StateReason reason = change.reason();
            if (reason != null) {
                info.reason(reason);
            }
            technologies.known(id).addTo(info);
            return info.build();
        });
    }

    /** The guest as it is now, if it can be read. */
    private Optional<GuestInfo> reading(GuestId id) {
        try {
            return Optional.of(inventory.read("event", id, Deadline.after(READING)));
        } catch (HypervisorException e) {
            return Optional.empty();
        }
    }
}
