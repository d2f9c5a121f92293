/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Asking a container to end by a signal, with patience. Thread-safe. */
final class LxdPower implements PowerControl {
    private static final String SHUTDOWN = "shutdown";
    private static final int PATIENCE_SECONDS = 30;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Instance instance;

    LxdPower(Instance instance) {
        this.instance = instance;
    }

    @Override
    public Operation<GuestInfo> reset() {
        return instance.change("reset", source -> {
            throw instance.errors("reset")
                    .remedy("stop it, and start it")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "a container has no reset button");
        });
    }

    @Override
    public List<ShutdownMethod> shutdownMethods() {
        return InstanceJson.state(instance.read("read shutdown methods")) == GuestState.RUNNING
                ? List.of(ShutdownMethod.SIGNAL)
                : List.of();
    }

    @Override
    public Operation<GuestInfo> shutdown(ShutdownOptions options) {
        return instance.change(SHUTDOWN, source -> {
            ErrorFactory about = instance.errors(SHUTDOWN);
            instance.require(instance.read(SHUTDOWN), SHUTDOWN, GuestState.RUNNING);
            if (!options.methods().isEmpty() && !options.methods().contains(ShutdownMethod.SIGNAL)) {
                throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "a container is asked by a signal only");
            }
            JsonNode stop = Json.object().put("action", "stop").put("timeout", PATIENCE_SECONDS);
            instance.client().begin(instance.request("PUT", "state").json(stop), about);
            return awaitStop(options, source, about);
        });
    }

    private GuestInfo awaitStop(ShutdownOptions options, OperationSource<?> source, ErrorFactory about) {
        AtomicBoolean isGivenUp = new AtomicBoolean();
        source.onCancel(() -> {
            isGivenUp.set(true);
            return true;
        });
        Optional<Deadline> deadline = options.patience().map(Deadline::after);
        GuestInfo info = instance.context().info();
        while (info.state() != GuestState.STOPPED && !isGivenUp.get()) {
            if (deadline.filter(Deadline::isPassed).isPresent()) {
                return atTheEnd(options, about);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            instance.context().host().state().checkOpen();
            info = instance.context().info();
        }
        return info;
    }

    private GuestInfo atTheEnd(ShutdownOptions options, ErrorFactory about) {
        if (!options.stopAfterwards()) {
            throw about.timedOut("it has not shut down, and runs on");
        }
        stopUnlessStopped(about);
        return instance.context().info();
    }

    private void stopUnlessStopped(ErrorFactory about) {
        if (InstanceJson.state(instance.read(SHUTDOWN)).isActive()) {
            JsonNode stop = Json.object().put("action", "stop").put("force", true);
            instance.client().promptly(instance.request("PUT", "state").json(stop), about);
        }
    }
}
