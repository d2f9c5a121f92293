/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import dev.hvsdk.testkit.vmware.VmrunStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the stand-in for vmrun: it proves the backend, not VMware's products. */
@LongRunning
class WorkstationTckTest extends HypervisorTck {
    @TempDir
    private static Path directory;

    private static VmrunStandIn vmrun;

    @BeforeAll
    static void makeTools() {
        vmrun = VmrunStandIn.in(directory);
    }

    @Override
    protected TckSubject subject() {
        return new Machines(vmrun);
    }

    private record Machines(VmrunStandIn vmrun) implements TckSubject {
        @Override
        public String name() {
            return "workstation-stand-in";
        }

        @Override
        public HypervisorProvider provider() {
            return new HereProvider(new WorkstationProvider());
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(vmrun.uri());
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            return GuestSpec.builder(name);
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(20);
        }
    }

    /** A provider on a machine whose tools are not where {@code probe()} looks. */
    record HereProvider(HypervisorProvider real) implements HypervisorProvider {
        @Override
        public String id() {
            return real.id();
        }

        @Override
        public Set<String> schemes() {
            return real.schemes();
        }

        @Override
        public int spiVersion() {
            return real.spiVersion();
        }

        @Override
        public Support<HypervisorProvider> probe() {
            return Support.available(this);
        }

        @Override
        public Hypervisor open(ConnectSpec spec) {
            return real.open(spec);
        }
    }
}
