/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HypervisorsTest {
    private static final class Plain extends TestProvider {
        Plain(String id, String... schemes) {
            super(id, schemes);
        }
    }

    private static final class Probed extends TestProvider {
        private final Supplier<Support<HypervisorProvider>> answer;

        Probed(Supplier<Support<HypervisorProvider>> answer) {
            super("probed", "probed");
            this.answer = answer;
        }

        @Override
        public Support<HypervisorProvider> probe() {
            return answer.get();
        }
    }

    @Test
    void opensWithTheBackendOfTheScheme() {
        Hypervisors hypervisors = Hypervisors.of(new Plain("kvm", "qemu", "qemu+ssh"), new Plain("xen", "xen"));
        assertOpenedBy("kvm", () -> hypervisors.open("qemu:///system"));
        assertOpenedBy("kvm", () -> hypervisors.open("QEMU+SSH://host/system"));
        assertOpenedBy("xen", () -> hypervisors.open(URI.create("xen:///system")));
    }

    @Test
    void takesSchemesWithoutRegardToCase() {
        Hypervisors hypervisors = Hypervisors.of(new Plain("kvm", "QEMU", "qemu+SSH"));
        assertThat(hypervisors.backends())
                .singleElement()
                .satisfies(backend -> assertThat(backend.schemes()).containsExactly("qemu", "qemu+ssh"));
        assertOpenedBy("kvm", () -> hypervisors.open("qemu+ssh://host/system"));
    }

    private static void assertOpenedBy(String backend, Runnable open) {
        assertThatExceptionOfType(HypervisorException.Unreachable.class)
                .isThrownBy(open::run)
                .satisfies(error -> assertThat(error.detail()).isEqualTo("opened by " + backend));
    }

    @Test
    void saysWhichSchemesAreKnownWhereNoneFits() {
        Hypervisors hypervisors = Hypervisors.of(new Plain("xen", "xen"), new Plain("kvm", "qemu"));
        assertThatExceptionOfType(HypervisorException.Unsupported.class)
                .isThrownBy(() -> hypervisors.open("vsphere://host/"))
                .withMessageContaining("'vsphere'")
                .withMessageContaining("qemu, xen")
                .satisfies(error -> assertThat(error.reason()).isEqualTo(Support.Reason.MISSING_SOFTWARE));
    }

    @Test
    void saysWhatToDoWhereThereIsNoBackendAtAll() {
        assertThatExceptionOfType(HypervisorException.Unsupported.class)
                .isThrownBy(() -> Hypervisors.of().open("qemu:///system"))
                .withMessageContaining("class path");
    }

    @Test
    void namesABackendThatCouldNotBeLoadedWhereNoneFits() {
        Hypervisors hypervisors = Hypervisors.of(new Plain("kvm", "qemu"), new Plain("kvm", "vsphere"));
        assertThat(hypervisors.problems()).hasSize(1);
        assertThatExceptionOfType(HypervisorException.Unsupported.class)
                .isThrownBy(() -> hypervisors.open("vsphere://host/"))
                .withMessageContaining("is taken by");
    }

    @Test
    void namesNoOtherBackendThanTheOneThatClaimsTheScheme() {
        Hypervisors hypervisors = Hypervisors.of(
                new Plain("kvm", "qemu"),
                new Plain("No Id", "vbox"),
                new Plain("kvm", "vsphere"),
                new Plain("kvm", "esx"));
        assertThatExceptionOfType(HypervisorException.Unsupported.class)
                .isThrownBy(() -> hypervisors.open("VSPHERE://host/"))
                .withMessageContaining("its id 'kvm' is taken")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("No Id"));
        assertThatExceptionOfType(HypervisorException.Unsupported.class)
                .isThrownBy(() -> hypervisors.open("hyperv://host/"))
                .withMessageContaining("3 more were found and could not be loaded")
                .withMessageContaining("Hypervisors.problems()")
                .satisfies(error ->
                        assertThat(error.getMessage()).doesNotContain("No Id").doesNotContain("taken"));
    }

    @Test
    void refusesWhatIsNoUriWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hypervisors.of().open("vsphere://root:ge heim@host/"))
                .withMessageContaining("not a URI")
                .withNoCause()
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("heim"));
        assertThatIllegalArgumentException().isThrownBy(() -> Hypervisors.of().open("system"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hypervisors.of().open("vsphere://root:geheim@host/"))
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("geheim"));
    }

    @Test
    void asksABackendAnewWhetherItWorks() {
        int[] calls = {0};
        Hypervisors hypervisors = Hypervisors.of(new Probed(() -> {
            calls[0]++;
            return Support.unavailable(Support.Reason.MISSING_SOFTWARE, "no libvirt", "install libvirt0");
        }));
        Backend backend = hypervisors.backends().get(0);
        assertThat(calls[0]).isZero();
        assertThat(backend.probe()).hasToString("unavailable (missing-software): no libvirt");
        assertThatThrownBy(() -> backend.probe().require()).hasMessageContaining("install libvirt0");
        assertThat(calls[0]).isEqualTo(2);
    }

    @Test
    void aBackendThatWorksAnswersWithItself() {
        Backend backend = Hypervisors.of(new Plain("kvm", "qemu")).backends().get(0);
        assertThat(backend.probe().require()).isSameAs(backend);
        assertThat(backend).hasToString("kvm");
        assertThat(backend.origin()).contains(Plain.class.getName()).contains("test-classes");
    }

    @Test
    void aProbeThatThrowsIsAnAnswerToo() {
        for (Supplier<Support<HypervisorProvider>> broken : List.<Supplier<Support<HypervisorProvider>>>of(
                () -> {
                    throw new IllegalStateException("no luck");
                },
                () -> {
                    throw new UnsatisfiedLinkError("no luck");
                },
                () -> {
                    throw new AssertionError("no luck");
                })) {
            Hypervisors hypervisors = Hypervisors.of(new Probed(broken), new Plain("kvm", "qemu"));
            assertThat(hypervisors.problems()).isEmpty();
            assertThat(hypervisors.backends().get(0).probe().isAvailable()).isFalse();
            assertThat(hypervisors.backends().get(0).probe().toString()).contains("no luck");
            assertThat(hypervisors.backends().get(1).probe().isAvailable()).isTrue();
        }
    }

    @Test
    void doesNotWaitForAProbeThatHangs() {
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger threads = new AtomicInteger();
        Probing probing = new Probing(
                new Probed(() -> {
                    threads.incrementAndGet();
                    hangUntil(released);
                    return Support.unavailable(Support.Reason.MISSING_SOFTWARE, "too late");
                }),
                "probed",
                Duration.ofMillis(20));
        assertThat(probing.ask()).asString().contains("did not answer within");
        assertThat(probing.ask()).asString().contains("did not answer within");
        assertThat(threads).hasValueLessThanOrEqualTo(1);
        released.countDown();
    }

    private static void hangUntil(CountDownLatch released) {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a test", e);
        }
    }

    @Test
    @Timeout(20)
    void opensWithOthersWhileAProbeHangs() {
        CountDownLatch released = new CountDownLatch(1);
        Hypervisors hypervisors = Hypervisors.of(
                new Probed(() -> {
                    hangUntil(released);
                    throw new IllegalStateException("too late");
                }),
                new Plain("kvm", "qemu"));
        assertThat(hypervisors.backends().get(0).probe())
                .hasToString("unavailable (host-misconfigured): did not answer within 2 s");
        assertThat(hypervisors.backends().get(1).probe().isAvailable()).isTrue();
        assertOpenedBy("kvm", () -> hypervisors.open("qemu:///system"));
        released.countDown();
    }

    @Test
    void itsListsDoNotChange() {
        Hypervisors hypervisors = Hypervisors.of(new Plain("kvm", "qemu"));
        assertThatThrownBy(() -> hypervisors.backends().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> hypervisors.problems().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> hypervisors.backends().get(0).schemes().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void loadsByTheContextClassLoader(@TempDir Path dir) throws IOException {
        ProviderPath path = new ProviderPath(dir);
        path.addHealthy(HealthyProviders.First.class);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = path.loader()) {
            Thread.currentThread().setContextClassLoader(loader);
            assertThat(Hypervisors.load().backends()).extracting(Backend::id).contains("first");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
