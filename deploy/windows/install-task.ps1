# 开机就启动网站：登记一个计划任务，用登记它的这个用户运行，不用登录。没有在真的电脑上试过。
# 用“以管理员身份运行”的 PowerShell：
#   powershell -ExecutionPolicy Bypass -File install-task.ps1 -JifenHome D:\jifen-data
param(
    [string]$Jifen = "C:\jifen\.venv\Scripts\jifen.exe",
    [string]$JifenHome = "C:\jifen-data",
    [int]$Port = 8000,
    [string]$TaskName = "jifen"
)
$ErrorActionPreference = "Stop"

$me = [Security.Principal.WindowsIdentity]::GetCurrent()
$isAdmin = ([Security.Principal.WindowsPrincipal]$me).IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
if (-not $isAdmin) {
    Write-Error "请用“以管理员身份运行”打开 PowerShell，再运行一次。"
}
if (-not (Test-Path -LiteralPath $Jifen)) {
    Write-Error "没有找到 $Jifen：请用 -Jifen 写明 jifen.exe 在哪里。"
}

# 升级以后的补课在启动以前做，没有要做的就什么也不动。
$env:PYTHONUTF8 = "1"
$env:JIFEN_HOME = $JifenHome
& $Jifen site prepare
if ($LASTEXITCODE -ne 0) {
    Write-Error "数据文件夹没有准备好，没有登记任务；请照上面的提示改好，再运行一次。"
}

# 计划任务自己不能设环境变量，由 cmd 在启动时设。
$command = "set `"PYTHONUTF8=1`"&& set `"JIFEN_HOME=$JifenHome`"&& `"$Jifen`" site serve --port $Port"
$action = New-ScheduledTaskAction -Execute "$env:SystemRoot\System32\cmd.exe" -Argument "/d /s /c `"$command`""
$trigger = New-ScheduledTaskTrigger -AtStartup
$principal = New-ScheduledTaskPrincipal -UserId $me.Name -LogonType S4U -RunLevel Limited
$settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -StartWhenAvailable `
    -ExecutionTimeLimit ([TimeSpan]::Zero) -MultipleInstances IgnoreNew `
    -RestartCount 3 -RestartInterval (New-TimeSpan -Minutes 1)
Register-ScheduledTask -TaskName $TaskName -Action $action -Trigger $trigger -Principal $principal `
    -Settings $settings -Description "jifen 网站：开机启动" -Force | Out-Null
Start-ScheduledTask -TaskName $TaskName
Write-Output "已登记计划任务“$TaskName”，网站正在启动：http://127.0.0.1:$Port/　不要了，运行 remove-task.ps1。"
