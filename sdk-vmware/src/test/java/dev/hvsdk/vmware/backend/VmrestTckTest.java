/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HostDeviation;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import dev.hvsdk.testkit.vmware.VmrestStandIn;
import dev.hvsdk.testkit.vmware.VmrunStandIn;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the stand-ins for vmrun and vmrest together: it proves the backend, not VMware's products. */
@LongRunning
class VmrestTckTest extends HypervisorTck {
    @TempDir
    private static Path directory;

    private static VmrunStandIn vmrun;
    private static VmrestStandIn vmrest;

    @BeforeAll
    static void makeTools() {
        vmrun = VmrunStandIn.in(directory);
        vmrest = VmrestStandIn.beside(vmrun);
    }

    @AfterAll
    static void end() {
        vmrest.close();
    }

    @Override
    protected TckSubject subject() {
        return new Served();
    }

    private static final class Served implements TckSubject {
        @Override
        public String name() {
            return "workstation-vmrest-stand-in";
        }

        @Override
        public HypervisorProvider provider() {
            return new WorkstationTckTest.HereProvider(new WorkstationProvider());
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(vmrest.uri()).credentials(vmrest.credentials());
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            return GuestSpec.builder(name);
        }

        @Override
        public Optional<ConnectSpec> unreachable() {
            return Optional.of(ConnectSpec.builder(URI.create(vmrun.uri() + "&vmrest=http://127.0.0.1:1"))
                    .credentials(vmrest.credentials())
                    .build());
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(20);
        }

        @Override
        public List<HostDeviation> deviations() {
            return List.of(new HostDeviation(
                    "HV-774",
                    "vmnet0 to vmnet255",
                    "the calls of vmrest: POST /vmnets takes names of this form, and there is no DELETE (its page /api-explorer)",
                    "vmrest 1.3.0"));
        }
    }
}
