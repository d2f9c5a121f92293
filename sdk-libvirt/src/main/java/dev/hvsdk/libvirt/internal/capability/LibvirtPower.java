/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.libvirt.xml.CharacterXml;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.OsXml;
import dev.hvsdk.spi.support.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The reset button, and shutdowns by the ways that a guest can be asked. Immutable. */
final class LibvirtPower implements PowerControl {
    private static final String RESET = "reset";
    private static final String SHUTDOWN = "shutdown";

    /** Between two looks whether a guest that was asked has stopped. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final int LOOKS_PER_REQUEST = 50;

    private final GuestAccess guest;

    LibvirtPower(GuestAccess guest) {
        this.guest = guest;
    }

    @Override
    public Operation<GuestInfo> reset() {
        return guest.change(
                RESET,
                source -> guest.work(RESET, domain -> {
                    Vir.check(VirDomain.virDomainReset(domain, 0));
                    return guest.info(domain);
                }));
    }

    @Override
    public List<ShutdownMethod> shutdownMethods() {
        return guest.info().state().isActive() ? methods(DomainXml.parse(guest.definition())) : List.of();
    }

    /** By the kind of the guest: containers have processes and no buttons, machines have buttons, and an agent if they were given one. */
    static List<ShutdownMethod> methods(DomainXml definition) {
        if (isContainer(definition)) {
            return List.of(ShutdownMethod.SIGNAL);
        }
        List<ShutdownMethod> methods = new ArrayList<>();
        if (definition.devices(CharacterXml.class).stream().anyMatch(CharacterXml::isGuestAgent)) {
            methods.add(ShutdownMethod.AGENT);
        }
        methods.add(ShutdownMethod.ACPI);
        return List.copyOf(methods);
    }

    /** Within a call that has the domain. */
    static boolean isContainer(long domain) {
        return isContainer(DomainXml.parse(Vir.take(VirDomain.virDomainGetXMLDesc(domain, 0))));
    }

    private static boolean isContainer(DomainXml definition) {
        return definition.os().flatMap(OsXml::type).filter("exe"::equals).isPresent();
    }

    @Override
    public Operation<GuestInfo> shutdown(ShutdownOptions options) {
        return guest.change(SHUTDOWN, source -> {
            refuseIfStopped();
            return shutdown(chosen(options), options);
        });
    }

    private void refuseIfStopped() {
        GuestState state = guest.info().state();
        if (state == GuestState.STOPPED) {
            throw guest.errors(SHUTDOWN).wrongState("the guest is " + state.id());
        }
    }

    private List<ShutdownMethod> chosen(ShutdownOptions options) {
        List<ShutdownMethod> possible = shutdownMethods();
        if (options.methods().isEmpty()) {
            return possible;
        }
        List<ShutdownMethod> chosen =
                options.methods().stream().filter(possible::contains).toList();
        if (chosen.isEmpty()) {
            throw guest.errors(SHUTDOWN)
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "the guest can be asked by none of these ways: " + options.methods());
        }
        return chosen;
    }

    private GuestInfo shutdown(List<ShutdownMethod> methods, ShutdownOptions options) {
        Optional<HypervisorException> failure = Optional.empty();
        for (ShutdownMethod method : methods) {
            try {
                askAtFirst(method);
            } catch (HypervisorException.WrongState | HypervisorException.NotFound e) {
                throw e;
            } catch (HypervisorException e) {
                // The next way may do; an agent that is silent is the usual reason to have several.
                failure = Optional.of(e);
                continue;
            }
            Optional<GuestInfo> stopped = await(method, options.patience());
            if (stopped.isPresent()) {
                return stopped.get();
            }
        }
        return atLast(options, failure);
    }

    private void ask(ShutdownMethod method) {
        guest.work(SHUTDOWN, domain -> {
            int asked = VirDomain.virDomainShutdownFlags(domain, flag(method));
            // A driver that knows one way only takes no flag for it.
            boolean hasOneWay = asked < 0 && VirErrors.isUnknownFlag(VirFailure.last());
            return Vir.check(hasOneWay ? VirDomain.virDomainShutdownFlags(domain, 0) : asked);
        });
    }

    /** A container that has just been started has no first process yet that could hear: it is asked again later. */
    private void askAtFirst(ShutdownMethod method) {
        try {
            ask(method);
        } catch (HypervisorException.WrongState e) {
            if (!guest.info().state().isActive()) {
                throw e;
            }
        }
    }

    /** Again and again: a guest whose system has not come up yet does not hear the first request. */
    private void askAgain(ShutdownMethod method) {
        try {
            ask(method);
        } catch (HypervisorException.WrongState e) {
            // It has just stopped, which the next look shows.
        }
    }

    /** {@code virDomainShutdownFlagValues}. */
    private static int flag(ShutdownMethod method) {
        return switch (method) {
            case ACPI -> 1;
            case AGENT -> 2;
            case SIGNAL -> 8;
        };
    }

    private Optional<GuestInfo> await(ShutdownMethod method, Optional<Duration> patience) {
        Optional<Deadline> deadline = patience.map(Deadline::after);
        GuestInfo info = guest.info();
        for (int looks = 1; info.state() != GuestState.STOPPED; looks++) {
            if (deadline.filter(Deadline::isPassed).isPresent()) {
                return Optional.empty();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (looks % LOOKS_PER_REQUEST == 0) {
                askAgain(method);
            }
            info = guest.info();
        }
        return Optional.of(info);
    }

    private GuestInfo atLast(ShutdownOptions options, Optional<HypervisorException> failure) {
        if (options.stopAfterwards()) {
            return guest.host().guest(guest.id()).stop().await();
        }
        if (options.patience().isEmpty() && failure.isPresent()) {
            throw failure.get();
        }
        throw guest.errors(SHUTDOWN)
                .cause(failure.orElse(null))
                .remedy("stop it, or say that it be stopped afterwards")
                .timedOut("it did not shut down in the time that it was given");
    }
}
