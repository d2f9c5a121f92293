/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HypervisorExceptionTest {
    private static final NativeError NATIVE = new NativeError("libvirt", "VIR_ERR_NO_DOMAIN (42)", "Domain not found");

    static Stream<Function<ErrorDetails, HypervisorException>> situations() {
        return Stream.of(
                HypervisorException.NotFound::new,
                HypervisorException.Conflict::new,
                HypervisorException.WrongState::new,
                HypervisorException.PermissionDenied::new,
                details -> new HypervisorException.Unsupported(Support.Reason.TOO_OLD, details),
                HypervisorException.Unreachable::new,
                HypervisorException.TimedOut::new,
                HypervisorException.HostFailure::new);
    }

    @Test
    void thereAreEightSituations() {
        assertThat(HypervisorException.class.getPermittedSubclasses())
                .hasSize(8)
                .containsExactlyInAnyOrderElementsOf(situations()
                        .map(make ->
                                make.apply(ErrorDetails.builder("x").build()).getClass())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("situations")
    void keepsAllThatIsKnown(Function<ErrorDetails, HypervisorException> situation) {
        IOException cause = new IOException("broken pipe");
        HypervisorException error = situation.apply(full().cause(cause).build());
        assertThat(error)
                .hasMessage("kvm: start guest web: there is no such guest; list the guests")
                .hasCause(cause);
        assertThat(error.detail()).isEqualTo("there is no such guest");
        assertThat(error.backend()).contains("kvm");
        assertThat(error.operation()).contains("start");
        assertThat(error.subject()).contains("guest web");
        assertThat(error.remedy()).contains("list the guests");
        assertThat(error.nativeError()).contains(NATIVE);
        assertThat(error.isTransient()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void saysNothingThatIsNotKnown(Function<ErrorDetails, HypervisorException> situation) {
        HypervisorException error =
                situation.apply(ErrorDetails.builder("it failed").build());
        assertThat(error).hasMessage("it failed").hasNoCause();
        assertThat(error.backend()).isEmpty();
        assertThat(error.operation()).isEmpty();
        assertThat(error.subject()).isEmpty();
        assertThat(error.remedy()).isEmpty();
        assertThat(error.nativeError()).isEmpty();
        assertThat(error.isTransient()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void survivesSerialization(Function<ErrorDetails, HypervisorException> situation)
            throws IOException, ClassNotFoundException {
        HypervisorException error = situation.apply(full().build());
        HypervisorException copy = (HypervisorException) copyOf(error);
        assertThat(copy).hasSameClassAs(error).hasMessage(error.getMessage());
        assertThat(copy.nativeError()).contains(NATIVE);
        assertThat(copy.detail()).isEqualTo(error.detail());
        if (copy instanceof HypervisorException.Unsupported unsupported) {
            assertThat(unsupported.reason()).isEqualTo(Support.Reason.TOO_OLD);
        }
    }

    @ParameterizedTest
    @MethodSource("situations")
    void itsDetailsMakeItAnew(Function<ErrorDetails, HypervisorException> situation) {
        HypervisorException first =
                situation.apply(full().cause(new IOException()).build());
        HypervisorException again = situation.apply(ErrorDetails.of(first).build());
        assertThat(again).hasMessage(first.getMessage()).hasNoCause();
        assertThat(again.nativeError()).isEqualTo(first.nativeError());
        assertThat(again.isTransient()).isTrue();
        assertThat(situation.apply(ErrorDetails.of(again).build())).hasMessage(first.getMessage());
    }

    @Test
    void writesItsContextAsFarAsItIsKnown() {
        assertThat(message(what().backend("kvm"))).isEqualTo("kvm: it failed");
        assertThat(message(what().operation("start"))).isEqualTo("start: it failed");
        assertThat(message(what().subject("guest web"))).isEqualTo("guest web: it failed");
        assertThat(message(what().operation("start").subject("guest web"))).isEqualTo("start guest web: it failed");
        assertThat(message(what().remedy("try again"))).isEqualTo("it failed; try again");
    }

    @Test
    void needsToSayWhatHappened() {
        assertThatNullPointerException().isThrownBy(() -> ErrorDetails.builder(nothing()));
    }

    @Test
    void theOtherTwoSayWhatTheyAreAbout() throws IOException, ClassNotFoundException {
        InterruptedException interrupt = new InterruptedException();
        OperationInterruptedException interrupted = new OperationInterruptedException("start of guest web", interrupt);
        assertThat(interrupted)
                .hasMessage("interrupted while waiting for start of guest web; the work goes on")
                .hasCause(interrupt);
        assertThat(copyOf(interrupted)).isInstanceOf(OperationInterruptedException.class);
        HypervisorClosedException closed = new HypervisorClosedException("qemu:///system");
        assertThat(closed).hasMessage("qemu:///system is closed").isInstanceOf(IllegalStateException.class);
        assertThat(copyOf(closed)).hasToString(closed.toString());
    }

    @Test
    void aNativeErrorIsWrittenInOneLine() {
        assertThat(NATIVE).hasToString("libvirt: VIR_ERR_NO_DOMAIN (42): Domain not found");
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what a caller without a null checker could do
    private static String nothing() {
        return null;
    }

    private static ErrorDetails.Builder what() {
        return ErrorDetails.builder("it failed");
    }

    private static String message(ErrorDetails.Builder details) {
        return String.valueOf(new HypervisorException.HostFailure(details.build()).getMessage());
    }

    private static ErrorDetails.Builder full() {
        return ErrorDetails.builder("there is no such guest")
                .backend("kvm")
                .operation("start")
                .subject("guest web")
                .remedy("list the guests")
                .nativeError(NATIVE)
                .isTransient(true);
    }

    private static Object copyOf(Object object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
