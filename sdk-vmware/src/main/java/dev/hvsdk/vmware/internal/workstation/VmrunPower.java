/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The reset button, and asking by VMware Tools. */
final class VmrunPower implements PowerControl {
    private static final String SHUTDOWN = "shutdown";
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final VmrunDriver driver;
    private final GuestContext guest;

    VmrunPower(VmrunDriver driver, GuestContext guest) {
        this.driver = driver;
        this.guest = guest;
    }

    @Override
    public Operation<GuestInfo> reset() {
        return guest.change("reset", source -> {
            driver.reset(guest.id());
            return guest.info();
        });
    }

    /** vmrun asks the Tools; whether the guest has them shows when it is asked. */
    @Override
    public List<ShutdownMethod> shutdownMethods() {
        return driver.state(guest.id(), "read shutdown methods") == GuestState.RUNNING
                ? List.of(ShutdownMethod.AGENT)
                : List.of();
    }

    @Override
    public Operation<GuestInfo> shutdown(ShutdownOptions options) {
        return guest.change(SHUTDOWN, source -> {
            if (!options.methods().isEmpty() && !options.methods().contains(ShutdownMethod.AGENT)) {
                throw guest.errors(SHUTDOWN)
                        .unsupported(Support.Reason.NO_SUCH_CONCEPT, "a guest is asked by VMware Tools only");
            }
            return ask(options);
        });
    }

    private GuestInfo ask(ShutdownOptions options) {
        try {
            driver.askToShutDown(guest.id());
        } catch (HypervisorException.HostFailure e) {
            return insteadOf(e, options);
        }
        Optional<Deadline> deadline = options.patience().map(Deadline::after);
        while (guest.info().state().isActive()) {
            if (deadline.filter(Deadline::isPassed).isPresent()) {
                return insteadOf(guest.errors(SHUTDOWN).timedOut("it has not shut down, and runs on"), options);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            guest.host().state().checkOpen();
        }
        return guest.info();
    }

    private GuestInfo insteadOf(HypervisorException failure, ShutdownOptions options) {
        if (!options.stopAfterwards()) {
            throw failure;
        }
        driver.stop(guest.id());
        return guest.info();
    }
}
