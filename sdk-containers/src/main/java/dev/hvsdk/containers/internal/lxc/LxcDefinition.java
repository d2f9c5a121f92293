/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;

/** The configuration of a container, which counts from its next start. Thread-safe. */
final class LxcDefinition implements NativeDefinition {
    /** Of lxc.container.conf(5). */
    static final String FORMAT = "lxc-config";

    private final GuestContext guest;
    private final LxcEngine engine;

    LxcDefinition(GuestContext guest, LxcEngine engine) {
        this.guest = guest;
        this.engine = engine;
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String text() {
        guest.host().state().checkOpen();
        return config(guest.errors("read definition")).withoutSecrets().text();
    }

    private LxcConfig config(ErrorFactory errors) {
        GuestInfo info = engine.read(guest.id());
        return engine.folder(info.id()).config(errors);
    }

    @Override
    public Operation<GuestInfo> replace(String definition) {
        guest.host().state().checkOpen();
        return guest.change("replace definition", source -> {
            ErrorFactory errors = guest.errors("replace definition");
            LxcConfig config = parsed(errors, definition).withSecretsOf(config(errors));
            engine.folder(guest.id()).write(errors, config);
            return guest.info();
        });
    }

    private static LxcConfig parsed(ErrorFactory errors, String definition) {
        try {
            return LxcConfig.parse(definition);
        } catch (IllegalArgumentException e) {
            throw errors.cause(e).hostFailure("this is no configuration of LXC: " + e.getMessage());
        }
    }
}
