/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Map;

/** The limits of a container: in its control group while it runs, and in its configuration for the next start. Thread-safe. */
final class LxcTuning implements ResourceTuning {
    private final GuestContext guest;
    private final LxcEngine engine;

    LxcTuning(GuestContext guest, LxcEngine engine) {
        this.guest = guest;
        this.engine = engine;
    }

    /** The limits of a configuration, in the words of either version. */
    static ResourceLimits limits(LxcConfig config) {
        return ControlGroup.limits(key -> config.find("lxc.cgroup2." + key).or(() -> config.find("lxc.cgroup." + key)));
    }

    @Override
    public ResourceLimits limits() {
        guest.host().state().checkOpen();
        return isActive()
                ? ControlGroup.limits(key -> engine.driver().item(guest.id().value(), key))
                : limits(engine.folder(guest.id()).config(guest.errors("read limits")));
    }

    private boolean isActive() {
        return engine.read(guest.id()).state().isActive();
    }

    @Override
    public Operation<ResourceLimits> apply(ResourceLimits limits) {
        guest.host().state().checkOpen();
        return guest.change("apply limits", source -> {
            Map<String, String> items = engine.group().items(limits);
            if (isActive()) {
                items.forEach(this::set);
            }
            keep(items);
            return limits();
        });
    }

    private void set(String key, String value) {
        if (!engine.driver().setItem(guest.id().value(), key, value)) {
            throw guest.errors("apply limits").hostFailure("the kernel does not take " + value + " as " + key);
        }
    }

    private void keep(Map<String, String> items) {
        if (items.isEmpty()) {
            return;
        }
        ErrorFactory errors = guest.errors("apply limits");
        Folder folder = engine.folder(guest.id());
        LxcConfig config = folder.config(errors);
        for (Map.Entry<String, String> item : items.entrySet()) {
            config = config.with(engine.group().prefix() + item.getKey(), item.getValue());
        }
        folder.write(errors, config);
    }
}
