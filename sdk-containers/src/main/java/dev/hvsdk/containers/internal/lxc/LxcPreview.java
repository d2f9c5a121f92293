/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ErrorFactory;

/** The configuration that a container would be made with. Immutable. */
final class LxcPreview implements DefinitionPreview {
    private final HostContext host;
    private final LxcEngine engine;

    LxcPreview(HostContext host, LxcEngine engine) {
        this.host = host;
        this.engine = engine;
    }

    @Override
    public String format() {
        return LxcDefinition.FORMAT;
    }

    @Override
    public String preview(GuestSpec spec) {
        host.state().checkOpen();
        ErrorFactory errors = host.errors("preview").subject("guest " + spec.name());
        return new Blueprint(errors, spec, engine.ground(), engine.group())
                .config()
                .withoutSecrets()
                .text();
    }
}
