/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which ways lead from one daemon of this machine to another. */
@Live({Engine.LIBVIRTD, Engine.QEMU, Engine.GUEST_IMAGES})
@LongRunning
class MigrationTest {

    static Stream<Arguments> ways() {
        return Stream.of(
                argumentSet(
                        "by a socket, driven by the client", (Object) new String[] {"--migrateuri", "unix://SOCKET"}),
                argumentSet("by a socket, daemon to daemon", (Object)
                        new String[] {"--p2p", "--migrateuri", "unix://SOCKET"}),
                argumentSet("inside of the daemons' own connection", (Object) new String[] {"--p2p", "--tunnelled"}));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void movesARunningGuest(String[] way) {
        try (Libvirtd from = Libvirtd.start();
                Libvirtd to = Libvirtd.start()) {
            migrate(from, to, way);
        }
    }

    @ParameterizedTest
    @MethodSource("waysOfTheNetwork")
    void movesARunningGuestByTcp(String[] way) {
        try (Libvirtd from = Libvirtd.setup().hostNetwork().start();
                Libvirtd to = Libvirtd.setup().hostNetwork().start()) {
            migrate(from, to, way);
        }
    }

    static Stream<Arguments> waysOfTheNetwork() {
        return Stream.of(
                argumentSet("driven by the client", (Object) new String[] {"--migrateuri", "tcp://127.0.0.1"}),
                argumentSet("daemon to daemon", (Object)
                        new String[] {"--p2p", "--migrateuri", "tcp://127.0.0.1", "--listen-address", "127.0.0.1"}));
    }

    private static void migrate(Libvirtd from, Libvirtd to, String... way) {
        Path console = from.directory().resolve("console");
        from.virsh()
                .runWithXml(
                        "create",
                        DomainXml.linux("traveller", GuestImages.get(), console).toString());
        Eventually.contains(console, GuestImages.READY_LINE);

        from.virsh().run(command(to, way));

        assertThat(from.virsh().run("list", "--name")).isEmpty();
        assertThat(to.virsh().run("domstate", "traveller")).isEqualTo("running");
        // It is alive there, and not only listed.
        to.virsh().run("shutdown", "traveller", "--mode", "acpi");
        Eventually.holds(() -> to.virsh().run("list", "--name").isEmpty());
    }

    private static String[] command(Libvirtd to, String... way) {
        String socket = to.directory().resolve("migration").toString();
        return Stream.concat(
                        Stream.of("migrate", "traveller", "--live", "--desturi", to.qemuUri()),
                        Stream.of(way).map(word -> word.replace("SOCKET", socket)))
                .toArray(String[]::new);
    }
}
