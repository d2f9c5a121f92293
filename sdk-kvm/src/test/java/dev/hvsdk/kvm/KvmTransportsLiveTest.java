/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.CredentialsProvider;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.RemoteLibvirtd;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that is reached as one of another machine is. */
@Live({Engine.QEMU, Engine.TRANSPORTS})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@LongRunning
class KvmTransportsLiveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WRONG = "wrong-horse-8";

    private RemoteLibvirtd remote;

    @BeforeAll
    void start() {
        remote = RemoteLibvirtd.start();
    }

    @AfterAll
    void end() {
        remote.close();
    }

    private static ConnectSpec.Builder spec(String uri) {
        return ConnectSpec.builder(URI.create(uri)).deadlines(new Deadlines(PATIENCE, PATIENCE));
    }

    private static Hypervisor open(String uri) {
        return new KvmProvider().open(spec(uri).build());
    }

    private Hypervisor byPassword(CredentialsProvider credentials) {
        return new KvmProvider()
                .open(spec(remote.tcpUri("qemu")).credentials(credentials).build());
    }

    private static CredentialsProvider fred(String password) {
        return host -> Optional.of(Credentials.of(RemoteLibvirtd.USER, password.toCharArray()));
    }

    private static void assertWorks(Hypervisor host) {
        assertThat(host.guests().asList()).isEmpty();
        assertThat(host.guests().incomplete()).isEmpty();
        assertThat(host.host().memory()).isPresent();
    }

    private static AbstractObjectAssert<?, HypervisorException> assertRefused(String uri) {
        return assertThatThrownBy(() -> open(uri)).asInstanceOf(type(HypervisorException.class));
    }

    @Test
    void logsInByTcpWithAPassword() {
        try (Hypervisor host = byPassword(fred(RemoteLibvirtd.PASSWORD))) {
            assertWorks(host);
            assertThat(host.toString() + host.info()).doesNotContain(RemoteLibvirtd.PASSWORD);
        }
    }

    @Test
    void takesTheUserFromTheUri() {
        String uri = remote.tcpUri("qemu").replace("://", "://" + RemoteLibvirtd.USER + "@");
        CredentialsProvider password = host -> Optional.of(Credentials.of(RemoteLibvirtd.PASSWORD.toCharArray()));
        try (Hypervisor host =
                new KvmProvider().open(spec(uri).credentials(password).build())) {
            assertWorks(host);
        }
    }

    @Test
    void refusesAWrongPasswordByTcpAndSaysItToNobody() {
        assertThatThrownBy(() -> byPassword(fred(WRONG)))
                .isInstanceOf(HypervisorException.PermissionDenied.class)
                .hasMessageNotContaining(WRONG);
        try (Hypervisor host = byPassword(fred(RemoteLibvirtd.PASSWORD))) {
            assertWorks(host);
        }
        assertThat(remote.daemon().log()).doesNotContain(WRONG);
    }

    @Test
    void saysHowToGiveAPasswordWhereThereIsNone() {
        assertThatThrownBy(() -> byPassword(CredentialsProvider.none()))
                .isInstanceOf(HypervisorException.PermissionDenied.class)
                .hasMessageContaining("none was given")
                .hasMessageContaining("HVSDK_PASSWORD");
    }

    @Test
    void asksForThePasswordAgainWhenItConnectsAgain() {
        AtomicInteger asked = new AtomicInteger();
        CredentialsProvider counting = host -> {
            asked.incrementAndGet();
            return fred(RemoteLibvirtd.PASSWORD).credentials(host);
        };
        try (RemoteLibvirtd own = RemoteLibvirtd.start();
                Hypervisor host = new KvmProvider()
                        .open(spec(own.tcpUri("qemu")).credentials(counting).build())) {
            assertWorks(host);
            List<HypervisorEvent> events = new CopyOnWriteArrayList<>();
            host.subscribe(events::add);
            int before = asked.get();
            own.daemon().kill();
            assertThatThrownBy(host::guests).isInstanceOf(HypervisorException.Unreachable.class);
            own.daemon().restart();
            assertWorks(host);
            Eventually.holds(() -> events.stream().anyMatch(HypervisorEvent.Reconnected.class::isInstance));
            // One native connection for control and events, one for reading: each logs in once.
            assertThat(asked).hasValue(2 * before);
        }
    }

    @Test
    void failsWithinTheKeepaliveByTcpWhereTheDaemonHangs() {
        try (RemoteLibvirtd own = RemoteLibvirtd.start();
                Hypervisor host = new KvmProvider()
                        .open(spec(own.tcpUri("qemu"))
                                .credentials(fred(RemoteLibvirtd.PASSWORD))
                                .build())) {
            assertWorks(host);
            own.daemon().suspend();
            assertThatThrownBy(host::guests).isInstanceOf(HypervisorException.Unreachable.class);
            own.daemon().resume();
            assertWorks(host);
        }
    }

    @Test
    void connectsByTlsWithCertificates() {
        try (Hypervisor host = open(remote.tlsUri())) {
            assertWorks(host);
        }
    }

    @Test
    void refusesAHostByTlsThatHasAnotherName() {
        assertRefused(remote.tlsUriOfOtherName())
                .isInstanceOf(HypervisorException.Unreachable.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("use a name that stands in its certificate");
    }

    @Test
    void refusesAHostByTlsOfAnUnknownAuthority() {
        assertRefused(remote.tlsUriOfStranger())
                .isInstanceOf(HypervisorException.Unreachable.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("cacert.pem");
    }

    @Test
    void isRefusedByTlsWithoutACertificateOfItsOwn() {
        assertRefused(remote.tlsUriOfUnnamed())
                .isInstanceOf(HypervisorException.PermissionDenied.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("clientcert.pem");
    }

    @Test
    void connectsByTheProgramSsh() {
        try (Hypervisor host = open(remote.sshUri(true, true))) {
            assertWorks(host);
        }
    }

    @Test
    void refusesAnUnknownHostByTheProgramSsh() {
        assertRefused(remote.sshUri(false, true))
                .isInstanceOf(HypervisorException.Unreachable.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("known_hosts");
    }

    @Test
    void isRefusedByTheProgramSshWithAKeyThatIsNotKnown() {
        assertRefused(remote.sshUri(true, false))
                .isInstanceOf(HypervisorException.PermissionDenied.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("keyfile=");
    }

    @Test
    void endsAnSshThatHangsAtTheDeadline() throws IOException {
        ConnectSpec spec = ConnectSpec.builder(URI.create(remote.hangingSshUri()))
                .deadlines(new Deadlines(Duration.ofSeconds(2), PATIENCE))
                .build();
        assertThatThrownBy(() -> new KvmProvider().open(spec)).isInstanceOf(HypervisorException.Unreachable.class);
        long pid = Long.parseLong(Files.readString(remote.hangingPid()).strip());
        Eventually.holds(() -> ProcessHandle.of(pid).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"libssh", "libssh2"})
    void connectsByALibraryOfSsh(String library) {
        try (Hypervisor host = open(remote.libsshUri(library, true, true))) {
            assertWorks(host);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"libssh", "libssh2"})
    void refusesAnUnknownHostByALibraryOfSshWhateverThePassword(String library) {
        ConnectSpec yes = spec(remote.libsshUri(library, false, true))
                .credentials(host -> Optional.of(Credentials.of("y".toCharArray())))
                .build();
        assertThatThrownBy(() -> new KvmProvider().open(yes))
                .isInstanceOf(HypervisorException.Unreachable.class)
                .hasMessageContaining("known_hosts=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"libssh", "libssh2"})
    void isRefusedByALibraryOfSshWithAKeyThatIsNotKnown(String library) {
        assertRefused(remote.libsshUri(library, true, false))
                .isInstanceOf(HypervisorException.PermissionDenied.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("keyfile=");
    }
}
