/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The switches of a guest of a fake host. Thread-safe. */
final class FakePowerControl implements PowerControl {
    /** How long a host tries one method before the next, if it is not told. */
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

    private final FakeGuest guest;

    FakePowerControl(FakeGuest guest) {
        this.guest = guest;
    }

    @Override
    public Operation<GuestInfo> reset() {
        return guest.change(HostCall.RESET, host -> {
            if (!host.family().hasMachines()) {
                GuestRecord found = host.record(guest.id(), HostCall.RESET.verb());
                throw errors(HostCall.RESET, found)
                        .remedy("restart it by reboot()")
                        .unsupported(Reason.NO_SUCH_CONCEPT, "a container has no reset button");
            }
            return host.perform(guest.id(), Action.RESET);
        });
    }

    private static ErrorFactory errors(HostCall kind, GuestRecord found) {
        return HostCore.ERRORS.operation(kind.verb()).subject("guest " + found.name());
    }

    @Override
    public List<ShutdownMethod> shutdownMethods() {
        return guest.read(host -> {
            GuestRecord found = host.record(guest.id(), "read shutdown methods");
            return found.state() == GuestState.RUNNING ? methods(host, found) : List.of();
        });
    }

    /** The methods of the family, whatever the state of the guest. */
    private static List<ShutdownMethod> methods(HostCore host, GuestRecord found) {
        return switch (host.family()) {
            case KVM ->
                host.agents().answer(found)
                        ? List.of(ShutdownMethod.AGENT, ShutdownMethod.ACPI)
                        : List.of(ShutdownMethod.ACPI);
            case XEN -> List.of(ShutdownMethod.AGENT, ShutdownMethod.ACPI);
            case VSPHERE -> host.agents().answer(found) ? List.of(ShutdownMethod.AGENT) : List.of();
            case CONTAINERS -> List.of(ShutdownMethod.SIGNAL);
        };
    }

    @Override
    public Operation<GuestInfo> shutdown(ShutdownOptions options) {
        AtomicReference<Plan> plan = new AtomicReference<>(Plan.OBEYS_AT_ONCE);
        Course course = Course.of(host -> {
            GuestRecord found = host.record(guest.id(), HostCall.SHUTDOWN.verb());
            plan.set(plan(chosen(host, found, options), host, options));
            return Course.Span.untilStopped(guest.id(), plan.get().time());
        });
        return guest.change(HostCall.SHUTDOWN, course, (host, meter) -> end(host, plan.get(), options));
    }

    /**
     * What comes of a shutdown. Immutable.
     *
     * @param time how long it takes; null if it does not end by itself
     * @param isObeyed whether the guest shuts down then
     */
    private record Plan(@Nullable Duration time, boolean isObeyed) {
        static final Plan OBEYS_AT_ONCE = new Plan(Duration.ZERO, true);

        boolean takesTime() {
            return !Duration.ZERO.equals(time);
        }
    }

    /** The methods that are tried, in order. */
    private static List<ShutdownMethod> chosen(HostCore host, GuestRecord found, ShutdownOptions options) {
        List<ShutdownMethod> possible = methods(host, found);
        List<ShutdownMethod> chosen = options.methods().isEmpty()
                ? possible
                : options.methods().stream().filter(possible::contains).toList();
        if (chosen.isEmpty()) {
            throw errors(HostCall.SHUTDOWN, found)
                    .remedy(possible.isEmpty() ? "start its agent" : "try one of " + possible)
                    .unsupported(
                            possible.isEmpty() ? Reason.MISSING_SOFTWARE : Reason.NO_SUCH_CONCEPT,
                            "it can be asked by none of " + options.methods());
        }
        return chosen;
    }

    private Plan plan(List<ShutdownMethod> chosen, HostCore host, ShutdownOptions options) {
        Duration patience = options.patience().orElse(USUAL_PATIENCE);
        for (int tried = 0; tried < chosen.size(); tried++) {
            if (host.shutdowns().isObeyed(guest.id(), chosen.get(tried))) {
                return new Plan(patience.multipliedBy(tried), true);
            }
        }
        return new Plan(options.patience().isEmpty() ? null : patience.multipliedBy(chosen.size()), false);
    }

    /** The guest obeys, or has stopped meanwhile, or will not. */
    private GuestInfo end(HostCore host, Plan plan, ShutdownOptions options) {
        GuestRecord found = host.record(guest.id(), HostCall.SHUTDOWN.verb());
        if (plan.takesTime() && !found.run().isActive()) {
            return host.read(guest.id());
        }
        if (!plan.isObeyed() && !options.stopAfterwards()) {
            throw errors(HostCall.SHUTDOWN, found)
                    .remedy("stop it")
                    .timedOut("it was asked by all methods, and runs on");
        }
        return host.perform(guest.id(), plan.isObeyed() ? Action.SHUTDOWN : Action.STOP);
    }
}
