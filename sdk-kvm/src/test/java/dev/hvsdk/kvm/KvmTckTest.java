/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.unit.DataRate;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The whole contract on real QEMU, with guests of one sector that obey the power button, and a second daemon to move them to. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
@LongRunning
class KvmTckTest extends HypervisorTck {
    private static Libvirtd daemon;
    private static Libvirtd second;
    private static String images;
    private static Hypervisor farHost;

    @BeforeAll
    static void start() {
        daemon = Libvirtd.setup().hostNetwork().start();
        second = Libvirtd.setup().hostNetwork().start();
        Kvms.ownImages(daemon);
        images = Kvms.ownImages(second);
        farHost = Kvms.open(second);
    }

    @AfterAll
    static void stop() {
        farHost.close();
        daemon.close();
        second.close();
    }

    @Override
    protected TckSubject subject() {
        return new Qemu(daemon, second, images, farHost);
    }

    private record Qemu(Libvirtd daemon, Libvirtd second, String images, Hypervisor farHost) implements TckSubject {
        @Override
        public String name() {
            return "kvm-qemu";
        }

        @Override
        public HypervisorProvider provider() {
            return new KvmProvider();
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(URI.create(daemon.qemuUri()));
        }

        /** With a disk of its own, without which there are no snapshots. */
        @Override
        public GuestSpec.Builder guest(String name) {
            DiskSpec disk = DiskSpec.builder(images + "/" + Kvms.newName("tck"))
                    .size(MemorySize.ofMebibytes(1))
                    .build();
            return GuestSpec.builder(name)
                    .boot(BootSource.disk())
                    .disk(Kvms.readOnly(BootSectors.obedient(daemon.directory())))
                    .disk(disk)
                    .with(Kvms.plain().build());
        }

        @Override
        public MigrationOptions migrationOptions() {
            return MigrationOptions.builder().copyStorage(true).build();
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(45);
        }

        @Override
        public Optional<ConnectSpec> migrationDestination() {
            return Optional.of(ConnectSpec.of(URI.create(second.qemuUri())));
        }

        @Override
        public Optional<ConnectSpec> unreachable() {
            return Optional.of(ConnectSpec.of(URI.create("qemu+unix:///system?socket=/nonexistent/libvirt-sock")));
        }

        @Override
        public Optional<PoolSpec> pool(String name) {
            String place = daemon.directory().resolve(name).toString();
            return Optional.of(PoolSpec.builder(name, place).type("dir").build());
        }

        /** A migration that takes some seconds; the guest is none of this host's afterwards. */
        @Override
        public Optional<Operation<?>> longOperation(Hypervisor host, Guest running) {
            MigrationOptions slow = MigrationOptions.builder()
                    .copyStorage(true)
                    .bandwidth(DataRate.ofMebibytesPerSecond(1))
                    .build();
            return Optional.of(running.capability(LiveMigration.class).require().migrateTo(farHost, slow));
        }

        @Override
        public Optional<Consumer<Hypervisor>> hostFailure() {
            return Optional.of(host -> host.define(GuestSpec.builder(namePrefix() + "without-its-kernel")
                            .boot(BootSource.kernel("/nonexistent/vmlinuz", null, ""))
                            .with(Kvms.plain().build())
                            .build())
                    .await()
                    .start()
                    .await());
        }

        @Override
        public Optional<Outage> outage() {
            return Optional.of(new Outage() {
                @Override
                public void begin() {
                    daemon.kill();
                }

                @Override
                public void end() {
                    daemon.restart();
                }
            });
        }
    }
}
