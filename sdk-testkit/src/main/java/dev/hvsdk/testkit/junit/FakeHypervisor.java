/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.junit;

import dev.hvsdk.testkit.FakeClock;
import dev.hvsdk.testkit.FakeHost;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a fake host to a test: as a {@link FakeHost}, as an open connection ({@link dev.hvsdk.api.Hypervisor}) to it, or as its
 * {@link FakeClock}, depending on the type of the parameter or field.
 *
 * <pre>{@code
 * @Test
 * void startsWhatIsStopped(@FakeHypervisor(guests = {"web", "db:stopped"}) Hypervisor host) {
 *     StartStopped.startStopped(host);
 *
 *     assertThat(host).guest("db").isRunning();
 * }
 * }</pre>
 *
 * <p>Parameters of constructors, of test methods, and of {@code @BeforeEach} and {@code @AfterEach} methods can bear it, and fields
 * that are neither static nor final. Each test has a host of its own, so tests may run in parallel. All that bear
 * the same {@link #host} name in one test are views of one host; its {@link #profile} and {@link #guests} are said at one of them.
 *
 * <p>After the test, and after its {@code @AfterEach} methods, the connections that were given are closed. A test that passed until
 * then fails if it left something: a subscription or console that is open, an operation that has not ended, or a connection of its own
 * that it did not close.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
@ExtendWith(FakeHypervisorExtension.class)
@SuppressWarnings("exports") // Optional, so not transitive: a user of this type has it.
public @interface FakeHypervisor {
    /** The families of hosts that can be imitated. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    enum Profile {
        /** {@link FakeHost#kvm()}. */
        KVM(FakeHost::kvm),
        /** {@link FakeHost#xen()}. */
        XEN(FakeHost::xen),
        /** {@link FakeHost#vsphere()}. */
        VSPHERE(FakeHost::vsphere),
        /** {@link FakeHost#containers()}. */
        CONTAINERS(FakeHost::containers);

        private final Supplier<FakeHost> maker;

        Profile(Supplier<FakeHost> maker) {
            this.maker = maker;
        }

        FakeHost make() {
            return maker.get();
        }
    }

    /** What kind of host it is. */
    Profile profile() default Profile.KVM;

    /**
     * The guests that it has: {@code "web"} runs, {@code "db:stopped"} is in the state behind the last colon, which is the id of
     * a {@link dev.hvsdk.api.GuestState}.
     */
    String[] guests() default {};

    /** Which host, for tests that need several, such as the two ends of a migration. */
    String host() default "";
}
