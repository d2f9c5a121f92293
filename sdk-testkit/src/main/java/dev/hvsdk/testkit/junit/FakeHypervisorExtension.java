/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.junit;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link FakeHypervisor} registers; public because JUnit makes it.
 *
 * <p>Thread-safe: all it knows is in the store of each test.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@SuppressWarnings("exports") // Optional, so not transitive: a user of this type has it.
public final class FakeHypervisorExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(FakeHypervisorExtension.class);

    /** For JUnit. */
    public FakeHypervisorExtension() {}

    /** A constructor's parameters belong to the test that the instance is made for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.isAnnotated(FakeHypervisor.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        FakeHypervisor annotation =
                parameter.findAnnotation(FakeHypervisor.class).orElseThrow();
        Class<?> type = checkType(parameter.getParameter().getType(), parameter.getParameter());
        List<FakeHypervisor> all = annotationsOf(parameter.getDeclaringExecutable());
        all.addAll(annotationsOfFields(test));
        return host(test, annotation, all).view(type);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        for (Object instance : test.getRequiredTestInstances().getAllInstances()) {
            fields(instance.getClass()).forEach(field -> inject(field, instance, test));
        }
    }

    /** A test that failed already has left what it could not finish. */
    @Override
    public void afterEach(ExtensionContext test) {
        TestHosts hosts = hosts(test);
        if (test.getExecutionException().isPresent()) {
            hosts.close();
        } else {
            hosts.closeAndCheck();
        }
    }

    private static void inject(Field field, Object instance, ExtensionContext test) {
        FakeHypervisor annotation = field.getAnnotation(FakeHypervisor.class);
        Class<?> type = checkType(field.getType(), field);
        checkField(field, test);
        Object view = host(test, annotation, annotationsOfFields(test)).view(type);
        try {
            field.setAccessible(true);
            field.set(instance, view);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new ExtensionConfigurationException(
                    "@FakeHypervisor cannot write " + field
                            + "; its module has to open the package to dev.hvsdk.testkit",
                    e);
        }
    }

    private static void checkField(Field field, ExtensionContext test) {
        if (Modifier.isStatic(field.getModifiers()) || Modifier.isFinal(field.getModifiers())) {
            throw new ExtensionConfigurationException(
                    "@FakeHypervisor gives each test a host of its own, so this field can be neither static nor final: "
                            + field);
        }
        if (isShared(test)) {
            throw new ExtensionConfigurationException(
                    "tests that run at a time in one instance would overwrite this field; use parameters: " + field);
        }
    }

    private static boolean isShared(ExtensionContext test) {
        return test.getExecutionMode() == ExecutionMode.CONCURRENT
                && test.getTestInstanceLifecycle().orElse(null) == TestInstance.Lifecycle.PER_CLASS;
    }

    private static Class<?> checkType(Class<?> type, Object where) {
        if (!TestHost.VIEWS.contains(type)) {
            throw new ExtensionConfigurationException(
                    "@FakeHypervisor gives a FakeHost, a Hypervisor or a FakeClock, and cannot give: " + where);
        }
        return type;
    }

    private static TestHost host(ExtensionContext test, FakeHypervisor annotation, List<FakeHypervisor> all) {
        List<FakeHypervisor> same = all.stream()
                .filter(other -> other.host().equals(annotation.host()))
                .toList();
        return hosts(test).host(annotation.host(), HostPlan.unite(same));
    }

    private static TestHosts hosts(ExtensionContext test) {
        if (test.getTestMethod().isEmpty()) {
            throw new ExtensionConfigurationException(
                    "@FakeHypervisor gives each test a host of its own, which there is none of before or after all tests");
        }
        return test.getStore(NAMESPACE).computeIfAbsent(TestHosts.class, key -> new TestHosts(), TestHosts.class);
    }

    private static List<FakeHypervisor> annotationsOf(Executable method) {
        List<FakeHypervisor> found = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            AnnotationSupport.findAnnotation(parameter, FakeHypervisor.class).ifPresent(found::add);
        }
        return found;
    }

    private static List<FakeHypervisor> annotationsOfFields(ExtensionContext test) {
        List<FakeHypervisor> found = new ArrayList<>();
        for (Class<?> type = test.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            fields(type).forEach(field -> found.add(field.getAnnotation(FakeHypervisor.class)));
        }
        return found;
    }

    private static List<Field> fields(Class<?> type) {
        return AnnotationSupport.findAnnotatedFields(type, FakeHypervisor.class);
    }
}
