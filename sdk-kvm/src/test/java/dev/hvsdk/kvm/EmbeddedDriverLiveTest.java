/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.libvirt.backend.LibvirtProvider;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** QEMU's driver inside of a JVM: in one of its own, for it can have one such driver, and guests that the next one finds. */
@Live(Engine.QEMU)
class EmbeddedDriverLiveTest {
    /** The users that libvirt was compiled for have to be known where root runs it, even if it then uses another. */
    private static final String IN_NAMESPACES = """
            for file in passwd group; do cp /etc/$file "$1/etc/$file"; done
            grep -q ^libvirt-qemu: /etc/passwd || echo libvirt-qemu:x:64055:64055::/:/usr/sbin/nologin >>"$1/etc/passwd"
            grep -q ^libvirt-qemu: /etc/group || echo libvirt-qemu:x:64055: >>"$1/etc/group"
            grep -q ^kvm: /etc/group || echo kvm:x:64056: >>"$1/etc/group"
            for file in passwd group; do mount --bind "$1/etc/$file" /etc/$file; done
            shift
            "$@" leave
            "$@" find
            """;

    private static final String CONFIGURATION = """
            user = "root"
            group = "root"
            dynamic_ownership = 0
            remember_owner = 0
            stdio_handler = "file"
            security_driver = "none"
            namespaces = []
            cgroup_controllers = []
            """;

    @Test
    void runsGuestsWithoutADaemonBesideTheTestDriver(Libvirtd daemon) throws IOException, InterruptedException {
        assumeTrue(daemon.mode().equals("system"), "not tested: namespaces are needed, and refused here");
        // Short, for the socket of QEMU's monitor lies in it.
        Path root = Files.createTempDirectory(Path.of("/tmp"), "hve-");
        Files.writeString(Files.createDirectories(root.resolve("etc")).resolve("qemu.conf"), CONFIGURATION);
        Process child =
                new ProcessBuilder(command(root)).redirectErrorStream(true).start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output.lines())
                .containsExactly("RUNNING", "PAUSED", "test beside", "closed", "again PAUSED", "0 left", "closed");
        new ProcessBuilder("rm", "-rf", root.toString()).start().waitFor();
    }

    private static List<String> command(Path root) {
        return List.of(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child=KILL",
                "--mount-proc",
                "sh",
                "-ec",
                IN_NAMESPACES,
                "sh",
                root.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Embedding.class.getName(),
                root.toString());
    }

    /** Runs a guest in this very process. */
    static final class Embedding {
        private Embedding() {}

        public static void main(String... arguments) {
            URI uri = URI.create("qemu:///embed?root=" + arguments[0]);
            try (Hypervisor host = new KvmProvider().open(ConnectSpec.of(uri))) {
                if (arguments[1].equals("leave")) {
                    leave(host);
                } else {
                    find(host);
                }
            }
            System.out.println("closed");
        }

        private static void leave(Hypervisor host) {
            Set<GuestState> told = ConcurrentHashMap.newKeySet();
            host.subscribe(event -> {
                if (event instanceof GuestEvent.StateChanged changed) {
                    told.add(changed.state());
                }
            });
            Guest guest = Kvms.started(host, Kvms.bare("embedded").build());
            show(told, GuestState.RUNNING);
            guest.pause().await();
            show(told, GuestState.PAUSED);
            try (Hypervisor test = new LibvirtProvider().open(ConnectSpec.of(URI.create("test:///default")))) {
                System.out.println(test.guests().asList().get(0).name() + " beside");
            }
        }

        private static void find(Hypervisor host) {
            Guest guest = host.findGuest("embedded").orElseThrow();
            System.out.println("again " + guest.info().state());
            guest.stop().await();
            guest.undefine().await();
            System.out.println(host.guests().size() + " left");
        }

        private static void show(Set<GuestState> told, GuestState wanted) {
            Eventually.holds(() -> told.contains(wanted));
            System.out.println(wanted);
        }
    }
}
