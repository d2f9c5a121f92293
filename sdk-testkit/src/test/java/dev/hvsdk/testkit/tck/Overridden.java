/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import dev.hvsdk.api.Support;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One method of a capability that does something else; all others, and all other capabilities, are right. */
final class Overridden {
    private Overridden() {}

    /** What the method does instead. */
    interface OfGuest<X> {
        @Nullable
        Object call(Hypervisor host, Guest guest, X real, Object... arguments) throws Throwable;
    }

    /** What the method does instead. */
    interface OfHost<X> {
        @Nullable
        Object call(X real, Object... arguments) throws Throwable;
    }

    static <X extends GuestCapability> UnaryOperator<Hypervisor> guest(
            Class<X> spoilt, String method, OfGuest<X> instead) {
        return Defects.handles((host, guest) -> new DelegatingGuest(host, guest) {
            @Override
            public <C extends GuestCapability> Support<C> capability(Class<C> type) {
                Support<C> answer = super.capability(type);
                return type != (Class<?>) spoilt
                        ? answer
                        : answer.map(real -> type.cast(proxy(
                                spoilt,
                                spoilt.cast(real),
                                method,
                                (its, arguments) -> instead.call(host, guest, its, arguments))));
            }
        });
    }

    static <X extends HostCapability> UnaryOperator<Hypervisor> host(
            Class<X> spoilt, String method, OfHost<X> instead) {
        return host -> new DelegatingHypervisor(host) {
            @Override
            public <C extends HostCapability> Support<C> capability(Class<C> type) {
                Support<C> answer = super.capability(type);
                return type != (Class<?>) spoilt
                        ? answer
                        : answer.map(real -> type.cast(proxy(spoilt, spoilt.cast(real), method, instead)));
            }
        };
    }

    private static <X> X proxy(Class<X> type, X real, String method, OfHost<X> instead) {
        if (Arrays.stream(type.getMethods()).noneMatch(own -> own.getName().equals(method))) {
            throw new IllegalArgumentException(type + " has no method " + method);
        }
        return type.cast(Proxy.newProxyInstance(
                Overridden.class.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    return called.getName().equals(method) ? instead.call(real, given) : invoke(called, real, given);
                }));
    }

    private static @Nullable Object invoke(Method method, Object real, Object... arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** The operation, which says that there was more done than there is. */
    static <T> Operation<T> goingBack(Operation<T> real) {
        return new DelegatingOperation<>(real, result -> result) {
            @Override
            public Operation<T> onProgress(Consumer<? super Progress> listener) {
                listener.accept(Progress.of("first", 10, 20, ProgressUnit.BYTES));
                listener.accept(Progress.of("second", 5, 20, ProgressUnit.BYTES));
                return this;
            }
        };
    }
}
