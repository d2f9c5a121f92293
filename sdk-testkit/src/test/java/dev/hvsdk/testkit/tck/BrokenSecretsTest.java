/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Operation;
import dev.hvsdk.testkit.FakeHost;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Backends that tell passwords, and those that keep the words of their hosts to themselves. */
@Timeout(300)
class BrokenSecretsTest {
    private static final String REAL = "correct horse";

    /** A backend that asks for the password, and tells it in its own way. */
    private static TckSubject telling(BiFunction<Hypervisor, String, Hypervisor> defect) {
        return new BrokenSubject(FakeHost.kvm(), host -> host) {
            @Override
            public ConnectSpec.Builder connection() {
                Credentials credentials = Credentials.of("root", REAL.toCharArray());
                return super.connection().credentials(host -> Optional.of(credentials));
            }

            @Override
            public Hypervisor open(ConnectSpec spec) {
                Hypervisor host = super.open(spec);
                return spec.credentials()
                        .credentials(spec.uri())
                        .map(given -> defect.apply(host, new String(given.password())))
                        .orElse(host);
            }
        };
    }

    private static void caught(String rule, String part, BiFunction<Hypervisor, String, Hypervisor> defect) {
        Caught.by(() -> telling(defect), Map.of(rule, part));
    }

    @Test
    void passesABackendThatKeepsThePassword() {
        KitRun run = KitRun.of(() -> telling((host, password) -> host));
        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped()).doesNotContainKeys("HV-1401", "HV-1402");
    }

    @Test
    void catchesItInTheTextOfTheConnection() {
        caught("HV-1401", "toString() of the connection shows the password", (host, password) -> named(host, password));
    }

    private static Hypervisor named(Hypervisor host, String password) {
        return new DelegatingHypervisor(host) {
            @Override
            public String toString() {
                return "qemu://root:" + password + "@host";
            }
        };
    }

    @Test
    void catchesItInTheReadingOfTheHost() {
        caught("HV-1401", "info() shows the password", (host, password) -> new DelegatingHypervisor(host) {
            @Override
            public HypervisorInfo info() {
                HypervisorInfo real = super.info();
                return HypervisorInfo.builder(real.backend(), real.uri(), "Host of " + password)
                        .build();
            }
        });
        caught("HV-1401", "host() shows the password", (host, password) -> new DelegatingHypervisor(host) {
            @Override
            public HostInfo host() {
                return HostInfo.builder(super.host().cpu()).name(password).build();
            }
        });
    }

    @Test
    void catchesItInADescription() {
        caught(
                "HV-1401",
                "the description of an operation shows the password",
                (host, password) -> new DelegatingHypervisor(host) {
                    @Override
                    Guest wrap(Guest guest) {
                        return new DelegatingGuest(this, guest) {
                            @Override
                            public Operation<GuestInfo> stop() {
                                return new DelegatingOperation<>(super.stop(), Function.identity()) {
                                    @Override
                                    public String description() {
                                        return "stop with " + password;
                                    }
                                };
                            }
                        };
                    }
                });
    }

    @Test
    void catchesItInWhatAnErrorCameFrom() {
        caught(
                "HV-1401",
                "the error for an unknown guest shows the password",
                (host, password) -> new DelegatingHypervisor(host) {
                    @Override
                    public Guest guest(GuestId id) {
                        return new DelegatingGuest(this, super.guest(id)) {
                            @Override
                            public GuestInfo info() {
                                try {
                                    return super.info();
                                } catch (HypervisorException.NotFound e) {
                                    throw RichHost.ERRORS
                                            .cause(new IllegalStateException("login root " + password))
                                            .notFound("there is no such guest");
                                }
                            }
                        };
                    }
                });
    }

    @Test
    void catchesItInARefusal() {
        caught("HV-1402", "the error of open() with a wrong password shows the password", (host, password) -> {
            if (password.equals(REAL)) {
                return host;
            }
            host.close();
            throw RichHost.ERRORS
                    .nativeError(new NativeError("sasl", "-13", "authentication of root with " + password + " failed"))
                    .permissionDenied("the login was refused");
        });
    }

    private static TckSubject failing(Consumer<Hypervisor> failure) {
        return new BrokenSubject(FakeHost.kvm(), host -> host) {
            @Override
            public Optional<Consumer<Hypervisor>> hostFailure() {
                return Optional.of(failure);
            }
        };
    }

    private static Consumer<Hypervisor> saying(String code) {
        return host -> {
            throw RichHost.ERRORS
                    .nativeError(new NativeError("libvirt", code, "internal error"))
                    .hostFailure("it failed");
        };
    }

    @Test
    void catchesTheWordsOfAHostThatAreKeptBack() {
        Caught.by(
                () -> failing(host -> {
                    throw RichHost.ERRORS.hostFailure("it failed");
                }),
                Map.of("HV-807", "the error has no native error"));
        Caught.by(() -> failing(saying(" ")), Map.of("HV-807", "the native error has no code"));
    }

    @Test
    void passesTheWordsOfAHost() {
        KitRun run = KitRun.of(() -> failing(saying("VIR_ERR_INTERNAL_ERROR (1)")));
        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped()).doesNotContainKey("HV-807");
    }
}
