/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.CredentialsProvider;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.libvirt.internal.natives.NeedsLibvirt;
import dev.hvsdk.live.LongRunning;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong only after many times, or only in some environments. */
@NeedsLibvirt
class TestDriverEnduranceTest {
    private static final int LOGINS = 2000;
    private static final int CONNECTIONS = 10_000;
    private static final int LOOKUPS = 200_000;
    private static final int THREADS = 3;

    /** So many of each before it is measured: what is made once is made then. */
    private static final int WARMING = 2000;

    /** Of the C library's heap, whose size after many allocations differs from run to run. */
    private static final long SLACK_KIBIBYTES = 64 * 1024;

    private final LibvirtProvider provider = new LibvirtProvider();

    private static URI withPassword(Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("auth.xml"), """
                <node><auth><user password="123456">fred</user></auth><domain type="test"><name>t1</name>
                <memory>1024</memory><vcpu>4</vcpu><os><type>hvm</type></os></domain></node>""");
        return URI.create("test://" + file);
    }

    private Hypervisor open(URI uri, CredentialsProvider credentials) {
        return provider.open(ConnectSpec.builder(uri).credentials(credentials).build());
    }

    private static CredentialsProvider fred(String password) {
        return host -> Optional.of(Credentials.of("fred", password.toCharArray()));
    }

    @Test
    @LongRunning
    void logsInThousandsOfTimesUnderGarbageCollection(@TempDir Path directory) throws IOException {
        URI uri = withPassword(directory);
        logIn(uri, WARMING);
        staysFlat("logins", () -> logIn(uri, LOGINS));
    }

    private void logIn(URI uri, int times) {
        for (int i = 0; i < times; i++) {
            try (Hypervisor host = open(uri, fred("123456"))) {
                assertThat(host.guests().size()).isEqualTo(1);
            }
            if (i % 100 == 0) {
                System.gc();
            }
        }
    }

    @Test
    void refusesAWrongPasswordAndNone(@TempDir Path directory) throws IOException {
        URI uri = withPassword(directory);
        assertThatThrownBy(() -> open(uri, fred("654321")))
                .isInstanceOf(HypervisorException.PermissionDenied.class)
                .hasMessageNotContaining("654321");
        assertThatThrownBy(() -> open(uri, CredentialsProvider.none()))
                .isInstanceOf(HypervisorException.PermissionDenied.class);
    }

    @Test
    void throwsWhatTheCredentialsProviderThrows(@TempDir Path directory) throws IOException {
        URI uri = withPassword(directory);
        CredentialsProvider failing = host -> {
            throw new IllegalStateException("no keyring here");
        };
        assertThatThrownBy(() -> open(uri, failing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no keyring here");
    }

    @Test
    @LongRunning
    void findsFromSeveralThreadsUnderGarbageCollection() throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Hypervisor host = provider.open(ConnectSpec.of(URI.create("test:///default")))) {
            find(host, threads, WARMING * THREADS);
            staysFlat("lookups", () -> find(host, threads, LOOKUPS));
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each thread takes the next until all are done. */
    private static void find(Hypervisor host, ExecutorService threads, int times) {
        AtomicInteger left = new AtomicInteger(times);
        Runnable finding = () -> {
            for (int i = left.getAndDecrement(); i > 0; i = left.getAndDecrement()) {
                assertThat(host.findGuest("test").orElseThrow().info().name()).isEqualTo("test");
                if (i % 2000 == 0) {
                    System.gc();
                }
            }
        };
        CompletableFuture<?>[] all = Stream.generate(() -> CompletableFuture.runAsync(finding, threads))
                .limit(THREADS)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).join();
    }

    @Test
    @LongRunning
    void opensAndClosesWithoutGrowing() throws IOException {
        useConnections(WARMING);
        staysFlat("open and close", () -> useConnections(CONNECTIONS));
    }

    private void useConnections(int count) {
        for (int i = 0; i < count; i++) {
            try (Hypervisor host = provider.open(ConnectSpec.of(URI.create("test:///default")))) {
                assertThat(host.guests().asList()).isNotEmpty();
            }
        }
    }

    private static void staysFlat(String what, Runnable work) throws IOException {
        System.gc();
        long descriptors = descriptors();
        long resident = residentKibibytes();
        work.run();
        System.gc();
        String told = "%s: %d file descriptors, then %d; %d KiB resident, then %d"
                .formatted(what, descriptors, descriptors(), resident, residentKibibytes());
        System.getLogger(TestDriverEnduranceTest.class.getName()).log(System.Logger.Level.INFO, told);
        assertThat(descriptors()).as(told).isLessThanOrEqualTo(descriptors + 10);
        assertThat(residentKibibytes()).as(told).isLessThan(resident + SLACK_KIBIBYTES);
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static long residentKibibytes() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(candidate -> candidate.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    /** In a process of its own: the locale is that of the process, and so is its standard error output. */
    @Test
    void keepsNamesAndPrintsNothingInTheCLocale() throws IOException, InterruptedException {
        assertThat(inTheCLocale(List.of("--enable-native-access=ALL-UNNAMED"))).containsExactly("118 109 45 252 28450");
    }

    @Test
    @EnabledForJreRange(minVersion = 24, disabledReason = "older ones deny nothing")
    void needsNoMoreThanNativeAccessForTheClassPath() throws IOException, InterruptedException {
        String deny = "--illegal-native-access=deny";
        assertThat(inTheCLocale(List.of("--enable-native-access=ALL-UNNAMED", deny)))
                .containsExactly("118 109 45 252 28450");
        assertThat(inTheCLocale(List.of(deny)))
                .anyMatch(line -> line.contains("start it with --enable-native-access=ALL-UNNAMED"));
    }

    private static List<String> inTheCLocale(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), InTheCLocale.class.getName()));
        ProcessBuilder java = new ProcessBuilder(command).redirectErrorStream(true);
        java.environment().put("LC_ALL", "C");
        Process child = java.start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output.lines().toList();
    }

    /** Defines a guest, reads its name back, provokes an error, and prints the characters of the name. */
    static final class InTheCLocale {
        private InTheCLocale() {}

        public static void main(String... arguments) {
            try (Hypervisor host = new LibvirtProvider().open(ConnectSpec.of(URI.create("test:///default")))) {
                Guest guest = host.define(GuestSpec.builder("vm-ü漢").build()).await();
                assertThatThrownBy(() -> guest.stop().await()).isInstanceOf(HypervisorException.class);
                String name = host.findGuest("vm-ü漢").orElseThrow().info().name();
                System.out.println(String.join(
                        " ", name.chars().mapToObj(Integer::toString).toList()));
            }
        }
    }
}
