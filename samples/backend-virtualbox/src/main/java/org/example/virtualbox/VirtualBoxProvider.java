/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.spi.support.ConnectParameters;
import java.time.Duration;
import java.util.Set;

/** Opens {@code virtualbox:local}; the parameter {@code program} names another {@code VBoxManage} than that in the path. */
public final class VirtualBoxProvider implements HypervisorProvider {
    static final String ID = "virtualbox";

    private static final String PROGRAM = "VBoxManage";

    /** Asking for the version starts no service of VirtualBox. */
    private static final Duration PROBING = Duration.ofSeconds(5);

    private final String program;

    /** For {@link java.util.ServiceLoader}. */
    public VirtualBoxProvider() {
        this(PROGRAM);
    }

    VirtualBoxProvider(String program) {
        this.program = program;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> schemes() {
        return Set.of(ID);
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public Support<HypervisorProvider> probe() {
        try {
            new VBoxManage(CommandRunner.local(), program, PROBING).version();
            return Support.available(this);
        } catch (HypervisorException.PermissionDenied e) {
            return Support.unavailable(Support.Reason.PERMISSION_DENIED, e.detail(), "join the group vboxusers");
        } catch (HypervisorException e) {
            return Support.unavailable(Support.Reason.HOST_MISCONFIGURED, e.detail(), "install VirtualBox");
        }
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        if (!ID.equalsIgnoreCase(spec.uri().getScheme())) {
            throw new IllegalArgumentException("not a URI of VirtualBox: " + ConnectSpec.redact(spec.uri()));
        }
        String chosen = ConnectParameters.parse(spec.uri(), Set.of("program"))
                .find("program")
                .orElse(program);
        return new VirtualBoxHypervisor(
                spec,
                new VBoxManage(CommandRunner.local(), chosen, spec.deadlines().call()));
    }
}
