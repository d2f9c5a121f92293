/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.OperationSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Asks a guest to shut down, by one way after the other, and again and again until it has. Used by the thread of the operation. */
public final class Shutdown {
    private static final String OPERATION = "shutdown";

    /** Between two looks whether a guest that was asked has stopped. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** OpenStack's Nova asks again every 10 seconds; a kernel takes less than that to listen. */
    private static final int LOOKS_PER_REQUEST = 50;

    /** Before the next way is tried, where the caller has said nothing; the default patience of systemd with a unit is 90 s. */
    private static final Duration BETWEEN_METHODS = Duration.ofSeconds(30);

    private final GuestAccess guest;
    private volatile boolean isCancelled;

    /** Of this guest; can be cancelled by the source, which ends the asking and the waiting. */
    public Shutdown(GuestAccess guest, OperationSource<GuestInfo> source) {
        this.guest = guest;
        source.onCancel(() -> {
            isCancelled = true;
            return true;
        });
    }

    /** The ways in which a guest can be asked, in the order in which they are tried; none if it does not run. */
    public static List<ShutdownMethod> methods(GuestAccess guest) {
        return guest.info().state().isActive()
                ? guest.host().family().shutdownMethods(DomainXml.parse(guest.definition()))
                : List.of();
    }

    /** Ends when the guest has stopped, or when the options say that it was enough. */
    public GuestInfo run(ShutdownOptions options) {
        GuestInfo before = guest.info();
        if (before.state() == GuestState.STOPPED) {
            throw guest.errors(OPERATION)
                    .wrongState("the guest is " + before.state().id());
        }
        try {
            DomainXml definition = DomainXml.parse(guest.definition());
            return run(chosen(options, guest.host().family().shutdownMethods(definition)), options);
        } catch (HypervisorException.NotFound e) {
            // It had no definition, and is gone with its stop.
            return Lifecycle.stopped(before, StateReason.SHUTDOWN);
        }
    }

    private List<ShutdownMethod> chosen(ShutdownOptions options, List<ShutdownMethod> possible) {
        if (options.methods().isEmpty()) {
            return possible;
        }
        List<ShutdownMethod> chosen =
                options.methods().stream().filter(possible::contains).toList();
        if (chosen.isEmpty()) {
            throw guest.errors(OPERATION)
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "the guest can be asked by none of these ways: " + options.methods());
        }
        return chosen;
    }

    private GuestInfo run(List<ShutdownMethod> methods, ShutdownOptions options) {
        Optional<HypervisorException> failure = Optional.empty();
        for (int i = 0; i < methods.size(); i++) {
            boolean isLast = i == methods.size() - 1;
            try {
                askAtFirst(methods.get(i));
            } catch (HypervisorException.WrongState | HypervisorException.NotFound e) {
                throw e;
            } catch (HypervisorException e) {
                // The next way may do; an agent that is silent is the usual reason to have several.
                failure = Optional.of(e);
                continue;
            }
            Optional<Duration> patience = isLast ? options.patience() : Optional.of(between(options));
            Optional<GuestInfo> stopped = await(methods.get(i), patience);
            if (stopped.isPresent()) {
                return stopped.get();
            }
        }
        return atLast(options, failure);
    }

    private static Duration between(ShutdownOptions options) {
        return options.patience().orElse(BETWEEN_METHODS);
    }

    private void ask(ShutdownMethod method) {
        int flag = guest.host().family().shutdownFlag(method);
        guest.work(OPERATION, domain -> {
            int asked = VirDomain.virDomainShutdownFlags(domain, flag);
            if (asked < 0 && VirErrors.isAgentGone(VirFailure.last())) {
                // Its guest may well be going down; the next look shows it.
                return asked;
            }
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

    private Optional<GuestInfo> await(ShutdownMethod method, Optional<Duration> patience) {
        Optional<Deadline> deadline = patience.map(Deadline::after);
        GuestInfo info = guest.info();
        for (int looks = 1; info.state() != GuestState.STOPPED; looks++) {
            refuseIfCancelled();
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

    private void refuseIfCancelled() {
        if (isCancelled) {
            throw guest.errors(OPERATION).timedOut("it is not waited for any longer; it may still shut down");
        }
    }

    private GuestInfo atLast(ShutdownOptions options, Optional<HypervisorException> failure) {
        if (options.stopAfterwards()) {
            return guest.host().guest(guest.id()).stop().await();
        }
        if (options.patience().isEmpty() && failure.isPresent()) {
            throw failure.get();
        }
        throw guest.errors(OPERATION)
                .cause(failure.orElse(null))
                .remedy("stop it, or say that it be stopped afterwards")
                .timedOut("it did not shut down in the time that it was given");
    }
}
