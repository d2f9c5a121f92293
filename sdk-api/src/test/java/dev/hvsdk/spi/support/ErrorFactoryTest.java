/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import java.io.IOException;
import java.net.URI;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorFactoryTest {
    private static final ErrorFactory ERRORS = ErrorFactory.of("kvm");

    static Stream<Arguments> errors() {
        return Stream.of(
                error(HypervisorException.NotFound.class, factory -> factory.notFound("no")),
                error(HypervisorException.Conflict.class, factory -> factory.conflict("no")),
                error(HypervisorException.WrongState.class, factory -> factory.wrongState("no")),
                error(HypervisorException.PermissionDenied.class, factory -> factory.permissionDenied("no")),
                error(
                        HypervisorException.Unsupported.class,
                        factory -> factory.unsupported(Support.Reason.TOO_OLD, "no")),
                error(HypervisorException.Unreachable.class, factory -> factory.unreachable("no")),
                error(HypervisorException.TimedOut.class, factory -> factory.timedOut("no")),
                error(HypervisorException.HostFailure.class, factory -> factory.hostFailure("no")));
    }

    private static Arguments error(Class<?> type, Function<ErrorFactory, HypervisorException> make) {
        return Arguments.of(type, make);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void makesEachErrorWithAllThatIsKnown(Class<?> type, Function<ErrorFactory, HypervisorException> make) {
        NativeError nativeError = new NativeError("libvirt", "55", "Requested operation is not valid");
        IOException cause = new IOException("broken pipe");
        HypervisorException error = make.apply(ERRORS.operation("start")
                .subject("guest web")
                .remedy("stop it first")
                .nativeError(nativeError)
                .cause(cause)
                .asTransient());
        assertThat(error)
                .isExactlyInstanceOf(type)
                .hasMessage("kvm: start guest web: no; stop it first")
                .hasCause(cause);
        assertThat(error.backend()).contains("kvm");
        assertThat(error.nativeError()).contains(nativeError);
        assertThat(error.isTransient()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void makesEachErrorAnewWithTheSameDetails(Class<?> type, Function<ErrorFactory, HypervisorException> make) {
        HypervisorException first = make.apply(ERRORS.operation("start").remedy("stop it first"));
        assertThat(Rethrown.of(first))
                .isExactlyInstanceOf(type)
                .isNotSameAs(first)
                .hasMessage(first.getMessage())
                .hasCause(first);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void isNotTransientUnlessTold(Class<?> type, Function<ErrorFactory, HypervisorException> make) {
        assertThat(make.apply(ERRORS).isTransient()).as(type.getSimpleName()).isFalse();
    }

    @Test
    void doesNotChangeWhenItIsMadeToKnowMore() {
        ErrorFactory starting = ERRORS.operation("start");
        assertThat(starting.subject("guest web").notFound("no")).hasMessage("kvm: start guest web: no");
        assertThat(starting.subject("guest db").notFound("no")).hasMessage("kvm: start guest db: no");
        assertThat(starting.notFound("no")).hasMessage("kvm: start: no");
        assertThat(ERRORS.notFound("no")).hasMessage("kvm: no");
    }

    @Test
    void keepsTheReasonOfWhatIsNotSupported() {
        HypervisorException.Unsupported error = ERRORS.unsupported(Support.Reason.NO_SUCH_CONCEPT, "no firmware");
        assertThat(error.reason()).isEqualTo(Support.Reason.NO_SUCH_CONCEPT);
        assertThat(Rethrown.of(error))
                .isInstanceOfSatisfying(
                        HypervisorException.Unsupported.class,
                        again -> assertThat(again.reason()).isEqualTo(Support.Reason.NO_SUCH_CONCEPT));
    }

    @Test
    void hidesThePasswordOfAHost() {
        HypervisorException error = ERRORS.operation("connect")
                .subject(URI.create("http://root:geheim@proxy/?token=geheim"))
                .unreachable("no");
        assertThat(error).hasMessage("kvm: connect http://root:***@proxy/?token=***: no");
        assertThat(error.subject()).get().asString().doesNotContain("geheim");
    }
}
